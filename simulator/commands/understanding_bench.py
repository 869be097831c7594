"""`rightparty understand bench FILE`: how well labelled utterances are heard.

Owns the figures: precision, recall and F1 per act and over all, accusations, out-of-vocabulary answered, slots,
calibration, cost. Never tunes.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scenarios.model.entry import parse_moment
from scenarios.packs import read_vocabulary
from scenarios.problems import RightpartyError
from scoring.transcript import HeardAct
from simulator.commands.console import put, table
from simulator.understanding.hearing import Earlier, Hearing, side_of

BINS = 5
"""Bins of confidence in the calibration."""


@dataclass
class Tally:
    """Counts over the utterances of one side."""

    utterances: int = 0
    hit: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    innocent: int = 0
    accused: int = 0
    tempting: int = 0
    tempted: int = 0
    strange: int = 0
    answered: int = 0
    slots: Counter[str] = field(default_factory=Counter)
    slots_right: Counter[str] = field(default_factory=Counter)
    sure: list[tuple[float, bool]] = field(default_factory=list)
    taken: list[float] = field(default_factory=list)


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="rightparty understand bench",
        description="Measure against labelled lines: {speaker, text, acts: [name or {act, slots}, …], context?, at?, forbidden?, half?}.",
    )
    parser.add_argument("file")
    parser.add_argument("--half", help="only lines whose 'half' is this, e.g. report")
    parser.add_argument("--acts", action="store_true", help="a line for each act")
    parser.add_argument("--misses", action="store_true", help="print what was heard otherwise")
    parser.add_argument("--json", action="store_true", help="the figures as one JSON object a side")
    options = parser.parse_args(arguments)
    rows = [row for row in _read(Path(options.file)) if options.half in (None, row.get("half"))]
    hearing = Hearing(read_vocabulary())
    for side in ("agent", "debtor"):
        hearing.hear("hello", side)  # loads what is loaded once
        chosen = [row for row in rows if side_of(row.get("speaker", "agent")) == side]
        if chosen:
            _show(side, measure(chosen, hearing, options.misses), options)
    return 0


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, json.JSONDecodeError) as error:
        raise RightpartyError(f"{path} cannot be read as labelled lines: {error}.") from None


def measure(rows: list[dict[str, Any]], hearing: Hearing, show_misses: bool = False) -> Tally:
    """Hear every row and count."""
    tally = Tally()
    for row in rows:
        wanted = {act["act"]: act.get("slots", {}) for act in row["acts"] if isinstance(act, dict)}
        wanted |= {act: {} for act in row["acts"] if isinstance(act, str)}
        context = [Earlier(each["speaker"], each["text"]) for each in row.get("context", ())]
        today = parse_moment(row["at"]).date() if row.get("at") else None
        start = time.perf_counter()
        heard = hearing.hear(row["text"], row.get("speaker", "agent"), context, today)
        tally.taken.append(time.perf_counter() - start)
        got = {act.act for act in heard}
        tally.utterances += 1
        tally.hit.update(got & wanted.keys())
        tally.extra.update(got - wanted.keys())
        tally.missed.update(wanted.keys() - got)
        _count_accusations(tally, wanted, got, set(row.get("forbidden", ())), hearing)
        if not wanted:
            tally.strange += 1
            tally.answered += bool(got)
        tally.sure.extend((act.confidence, act.act in wanted) for act in heard)
        _count_slots(tally, wanted, heard)
        if show_misses and got != wanted.keys():
            put(f"{row['text']}\n    missed {sorted(wanted.keys() - got)}, extra {sorted(got - wanted.keys())}")
    return tally


def _count_accusations(
    tally: Tally, wanted: dict[str, Any], got: set[str], forbidden: set[str], hearing: Hearing
) -> None:
    if forbidden:
        tally.tempting += 1
        tally.tempted += bool(got & forbidden)
    if not wanted.keys() & hearing.breaches:
        tally.innocent += 1
        tally.accused += bool(got & hearing.breaches)


def _count_slots(tally: Tally, wanted: dict[str, Any], heard: tuple[HeardAct, ...]) -> None:
    """Slots of the acts that were heard."""
    for act in heard:
        for name, value in wanted.get(act.act, {}).items():
            tally.slots[name] += 1
            tally.slots_right[name] += _same(name, value, act.slots.get(name))


def _same(name: str, wanted: object, got: object) -> bool:
    if got is None:
        return False
    one, other = str(wanted).casefold().strip(" ."), str(got).casefold().strip(" .")
    if name == "phone":
        return re.sub(r"\D", "", one) == re.sub(r"\D", "", other)
    return one == other


def figures(hit: int, extra: int, missed: int) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    precision = hit / (hit + extra) if hit + extra else 0.0
    recall = hit / (hit + missed) if hit + missed else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def calibration(sure: list[tuple[float, bool]]) -> float:
    """Expected calibration error (Naeini et al. 2015): the mean gap between confidence and being right, by bins."""
    gaps = 0.0
    for number in range(BINS):
        inside = [each for each in sure if min(int(each[0] * BINS), BINS - 1) == number]
        if inside:
            confidence = sum(each[0] for each in inside) / len(inside)
            right = sum(each[1] for each in inside) / len(inside)
            gaps += len(inside) * abs(confidence - right)
    return gaps / len(sure) if sure else 0.0


def _show(side: str, tally: Tally, options: argparse.Namespace) -> None:
    precision, recall, f1 = figures(tally.hit.total(), tally.extra.total(), tally.missed.total())
    slots = tally.slots_right.total() / tally.slots.total() if tally.slots else None
    p50, p99 = statistics.median(tally.taken) * 1000, sorted(tally.taken)[int(len(tally.taken) * 0.99)] * 1000
    if options.json:
        put(json.dumps({
            "side": side, "utterances": tally.utterances, "precision": round(precision, 4), "recall": round(recall, 4),
            "f1": round(f1, 4), "slots": slots and round(slots, 4), "accused": tally.accused, "innocent": tally.innocent,
            "answered": tally.answered, "strange": tally.strange, "calibration": round(calibration(tally.sure), 4),
            "p50_ms": round(p50, 2), "p99_ms": round(p99, 2),
        }))  # fmt: skip
        return
    put(f"{side}: {tally.utterances} utterances  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    if side == "agent":
        put(f"  breach acts reported where there is none: {tally.accused} of {tally.innocent} utterances")
    if tally.tempting:
        put(f"  forbidden acts reported: {tally.tempted} of {tally.tempting} near-misses")
    put(f"  out of vocabulary and answered all the same: {tally.answered} of {tally.strange}")
    if slots is not None:
        put(f"  slots of acts that were heard: {slots:.3f} of {tally.slots.total()}")
    put(f"  calibration error {calibration(tally.sure):.3f}   p50 {p50:.2f} ms, p99 {p99:.2f} ms")
    if options.acts:
        lines = []
        for act in sorted({*tally.hit, *tally.missed, *tally.extra}):
            each = figures(tally.hit[act], tally.extra[act], tally.missed[act])
            lines.append([act, str(tally.hit[act] + tally.missed[act]), *(f"{figure:.2f}" for figure in each)])
        table(lines, ["act", "wanted", "precision", "recall", "F1"])
        table([[name, str(count), f"{tally.slots_right[name] / count:.2f}"] for name, count in sorted(tally.slots.items())], ["slot", "wanted", "right"])  # fmt: skip
