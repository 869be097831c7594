"""`rightparty understand bench FILE`: how well labelled utterances are heard.

Owns the figures: precision, recall and F1 per act and over all, breaches reported that are none, cost. Never tunes.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import Any

from scenarios.packs import read_vocabulary
from scenarios.problems import RightpartyError
from simulator.commands.console import put, table
from simulator.understanding.hearing import Earlier, Hearing


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="rightparty understand bench",
        description="Measure against labelled lines: {speaker, text, acts: [name, …], context?, half?, kind?}.",
    )
    parser.add_argument("file")
    parser.add_argument("--half", help="only lines whose 'half' is this, e.g. report")
    parser.add_argument("--acts", action="store_true", help="a line for each act")
    parser.add_argument("--misses", action="store_true", help="print what was heard otherwise")
    options = parser.parse_args(arguments)
    rows = [row for row in _read(Path(options.file)) if options.half in (None, row.get("half"))]
    hearing = Hearing(read_vocabulary())
    for speaker in ("agent", "debtor"):
        hearing.hear("hello", speaker)  # loads what is loaded once
    for speaker in ("agent", "debtor"):
        _measure(speaker, [row for row in rows if _side(row) == speaker], hearing, options)
    return 0


def _side(row: dict[str, Any]) -> str:
    return "agent" if row.get("speaker", "agent") == "agent" else "debtor"


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, json.JSONDecodeError) as error:
        raise RightpartyError(f"{path} cannot be read as labelled lines: {error}.") from None


def _measure(speaker: str, rows: list[dict[str, Any]], hearing: Hearing, options: argparse.Namespace) -> None:
    if not rows:
        return
    breaches = {name for name, act in hearing.vocabulary.agent.items() if act.breach}
    hit, extra, missed = Counter[str](), Counter[str](), Counter[str]()
    accused = innocent = 0
    taken = []
    for row in rows:
        wanted = {act["act"] if isinstance(act, dict) else str(act) for act in row["acts"]}
        context = [Earlier(each["speaker"], each["text"]) for each in row.get("context", ())]
        start = time.perf_counter()
        got = {heard.act for heard in hearing.hear(row["text"], row.get("speaker", "agent"), context)}
        taken.append(time.perf_counter() - start)
        hit.update(got & wanted)
        extra.update(got - wanted)
        missed.update(wanted - got)
        if not wanted & breaches:
            innocent += 1
            accused += bool(got & breaches)
        if options.misses and got != wanted:
            put(f"{row['text']}\n    missed {sorted(wanted - got)}, extra {sorted(got - wanted)}")
    precision, recall, f1 = _figures(hit.total(), extra.total(), missed.total())
    put(f"{speaker}: {len(rows)} utterances  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    if speaker == "agent":
        put(f"  breaches reported where there is none: {accused} of {innocent} utterances")
    put(f"  p50 {statistics.median(taken) * 1000:.2f} ms, p99 {sorted(taken)[int(len(taken) * 0.99)] * 1000:.2f} ms")
    if options.acts:
        lines = []
        for act in sorted({*hit, *missed, *extra}):
            figures = _figures(hit[act], extra[act], missed[act])
            lines.append([act, str(hit[act] + missed[act]), *(f"{figure:.2f}" for figure in figures)])
        table(lines, ["act", "wanted", "precision", "recall", "F1"])


def _figures(hit: int, extra: int, missed: int) -> tuple[float, float, float]:
    precision = hit / (hit + extra) if hit + extra else 0.0
    recall = hit / (hit + missed) if hit + missed else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
