"""How our ear compares: peers on the same text in the same run, and what more text brings: `python -m corpus.comparing`.

Owns the table in `docs/understanding.md`. Measures on the report half alone. Needs scikit-learn and spaCy (corpus/requirements.txt).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import spacy
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline, make_union
from sklearn.preprocessing import MultiLabelBinarizer
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

from corpus.build import HELD_OUT, plain, read
from scenarios.packs import read_vocabulary
from simulator.understanding.hearing import Earlier, Hearing
from simulator.understanding.words import normalise

Hears = Callable[[dict[str, Any]], set[str]]
SIDES = ("agent", "debtor")
SPACY_ROUNDS = 3
SPACY_BATCH = 128
WORD_RUNS = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": False,
    "ngram_size": 3,
    "no_output_layer": False,
}
"""spaCy's quick categoriser; the one with a convolution beside it learns for hours on this many acts."""


def f1(rows: list[dict[str, Any]], hears: Hears) -> tuple[float, float]:
    """Micro-F1 over acts, and milliseconds an utterance."""
    hit = extra = missed = 0
    start = time.perf_counter()
    for row in rows:
        wanted = {act["act"] for act in row["acts"]}
        got = hears(row)
        hit, extra, missed = hit + len(got & wanted), extra + len(got - wanted), missed + len(wanted - got)
    return 2 * hit / (2 * hit + extra + missed), (time.perf_counter() - start) / len(rows) * 1000


def nearest(rows: list[dict[str, Any]], scorer: Any, least: float) -> Hears:
    """rapidfuzz: the acts of the utterance that is spelt most alike."""
    known = {side: [row for row in rows if row["speaker"] == side] for side in SIDES}
    texts = {side: [plain(row["text"]) for row in known[side]] for side in SIDES}

    def hears(row: dict[str, Any]) -> set[str]:
        found = process.extractOne(plain(row["text"]), texts[row["speaker"]], scorer=scorer, score_cutoff=least)
        return set(known[row["speaker"]][found[2]]["acts"]) if found else set()

    return hears


def linear(rows: list[dict[str, Any]]) -> Hears:
    """scikit-learn: TF-IDF of words and letters with one logistic regression an act."""
    learnt = {}
    for side in SIDES:
        chosen = [row for row in rows if row["speaker"] == side]
        names = MultiLabelBinarizer()
        wanted = names.fit_transform([row["acts"] for row in chosen])
        features = make_union(
            TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), min_df=3, sublinear_tf=True),
        )
        model = make_pipeline(
            features, OneVsRestClassifier(SGDClassifier(loss="log_loss", alpha=2e-6, max_iter=30, random_state=1))
        )
        learnt[side] = (model.fit([normalise(row["text"]) for row in chosen], wanted), names)

    def hears(row: dict[str, Any]) -> set[str]:
        model, names = learnt[row["speaker"]]
        chances = model.predict_proba([normalise(row["text"])])[0]
        return {name for name, chance in zip(names.classes_, chances, strict=True) if chance >= 0.4}

    return hears


def spacy_categories(rows: list[dict[str, Any]]) -> Hears:
    """spaCy's quick text categoriser (`textcat_multilabel` over runs of up to three words), several acts a text."""
    learnt = {}
    for side in SIDES:
        fix_random_seed(1)
        chosen = [row for row in rows if row["speaker"] == side]
        acts = sorted({act for row in chosen for act in row["acts"]})
        language = spacy.blank("en")
        categories = language.add_pipe("textcat_multilabel", config={"model": WORD_RUNS})
        for act in acts:
            categories.add_label(act)
        examples = [
            Example.from_dict(
                language.make_doc(_long_enough(row)), {"cats": {act: float(act in row["acts"]) for act in acts}}
            )
            for row in chosen
        ]
        optimiser = language.initialize(lambda known=examples: known[:2000])
        r = Random(1)
        for _ in range(SPACY_ROUNDS):
            r.shuffle(examples)
            for batch in minibatch(examples, SPACY_BATCH):
                language.update(batch, sgd=optimiser, drop=0.1)
        learnt[side] = language

    def hears(row: dict[str, Any]) -> set[str]:
        found = learnt[row["speaker"]](_long_enough(row)).cats
        return {act for act, chance in found.items() if chance >= 0.4}

    return hears


def _long_enough(row: dict[str, Any]) -> str:
    """The text with two more pieces: spaCy's runs of three pieces fail on texts of fewer."""
    return f"{normalise(row['text'])} . ."


def ours() -> Hears:
    """The program's own ear."""
    hearing = Hearing(read_vocabulary())

    def hears(row: dict[str, Any]) -> set[str]:
        context = [Earlier(each["speaker"], each["text"]) for each in row.get("context", ())]
        return {act.act for act in hearing.hear(row["text"], row["speaker"], context)}

    return hears


def main() -> None:
    """Print the table."""
    rows = [row for row in read() if "context" not in row]
    path: Path = HELD_OUT / "development.jsonl"
    report = [
        row for line in path.read_text(encoding="utf-8").splitlines() if (row := json.loads(line))["half"] == "report"
    ]
    peers: list[tuple[str, Callable[[], Hears]]] = [
        ("rapidfuzz ratio, nearest utterance", lambda: nearest(rows, fuzz.ratio, 60)),
        ("rapidfuzz token_set_ratio", lambda: nearest(rows, fuzz.token_set_ratio, 60)),
        ("TF-IDF + logistic regression (scikit-learn)", lambda: linear(rows)),
        ("spaCy text categoriser", lambda: spacy_categories(rows)),
        ("rightparty", ours),
    ]
    for name, build in peers:
        hears = build()
        parts = [f1([row for row in report if row["speaker"] == side], hears) for side in SIDES]
        print(f"{name:46} agent {parts[0][0]:.3f}  debtor {parts[1][0]:.3f}  {parts[0][1]:.1f} ms", flush=True)


if __name__ == "__main__":
    main()
