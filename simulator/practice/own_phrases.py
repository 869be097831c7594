"""Phrases that a trainer taught: kept as a small pack of their own in the data folder, heard from then on.

Owns that pack's files. Breach acts are not taught this way: nearness to a phrase accuses nobody.
"""

from __future__ import annotations

import json
from pathlib import Path

from scenarios.model.act import ActFile, Vocabulary
from scenarios.nearness import did_you_mean
from scenarios.problems import RightpartyError
from scenarios.reading import read_model
from simulator.records.places import own_pack

_HEAD = "# Phrases taught with `rightparty understand teach`. Edit freely; one act may have as many as you like.\n"


def teach(vocabulary: Vocabulary, speaker: str, act: str, phrase: str) -> Path:
    """Add `phrase` as an example of `act`; returns the file. Raises RightpartyError for an act that cannot be taught."""
    side = "agent" if speaker == "agent" else "debtor"
    known = vocabulary.side(side).get(act)
    phrase = " ".join(phrase.split())
    if known is None:
        hint = did_you_mean(act, vocabulary.side(side))
        raise RightpartyError(
            f"There is no {side} act called '{act}'. {hint or 'They stand in scenarios/vocabulary/*.yaml.'}"
        )
    if known.breach:
        raise RightpartyError(
            f"{act} may be a breach, and no one is accused because words are like an example. "
            "Report the sentence instead, so that the corpus can learn it."
        )
    if not phrase:
        raise RightpartyError("There are no words to teach.")
    path = own_pack() / "vocabulary" / f"taught-{side}.yaml"
    acts: dict[str, list[str]] = {}
    if path.exists():
        file, _ = read_model(path, ActFile)
        acts = {name: list(each.examples) for name, each in file.acts.items()}
    lines = acts.setdefault(act, [])
    if phrase not in lines:
        lines.append(phrase)
    _write(path, side, acts, vocabulary)
    return path


def _write(path: Path, side: str, acts: dict[str, list[str]], vocabulary: Vocabulary) -> None:
    out = [_HEAD, f"speaker: {side}\n", "acts:\n"]
    for name in sorted(acts):
        out.append(
            f"  {name}:\n    means: {json.dumps(vocabulary.side(side)[name].means, ensure_ascii=False)}\n    examples:\n"
        )
        out.extend(f"      - {json.dumps(line, ensure_ascii=False)}\n" for line in acts[name])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(out), encoding="utf-8")
    except OSError as error:
        raise RightpartyError(f"{path} cannot be written: {error.strerror}.") from None
