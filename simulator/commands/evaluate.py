"""`rightparty evaluate`: scores recorded calls.

Owns the options and formats. Scoring itself is `simulator.evaluation`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scenarios.problems import RightpartyError
from scoring.transcript import Transcript
from simulator.commands.console import put, put_json, table, tell
from simulator.evaluation.bulk import Evaluator
from simulator.evaluation.reader import Unreadable, find_files, raw_calls, read_calls
from simulator.records.places import pack_folders


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="rightparty evaluate", description="Score recorded calls.")
    parser.add_argument("path", nargs="+", help="a .json call, a .jsonl file of calls, or a folder of them")
    parser.add_argument(
        "--format",
        choices=("jsonl", "table", "markdown", "html", "xlsx", "sarif"),
        default=None,
        help="jsonl when piped, table on a terminal; with --out one file a call (html, xlsx, sarif: one file)",
    )
    parser.add_argument("--rubric", help="judge by this rubric instead of the regime's")
    parser.add_argument(
        "--rules",
        nargs="+",
        default=(),
        metavar="PACK",
        help="judge by these rule packs, e.g. us-federal@2026-11",
    )
    parser.add_argument("--workers", type=int, default=1, help="processes to use")
    parser.add_argument(
        "--engine", choices=("local", "dask"), default="local", help="where to run; dask needs the extra [cluster]"
    )
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="with --engine dask: a cluster that is there, e.g. tcp://scheduler:8786"
    )
    parser.add_argument("--out", help="write one .json scorecard for each call into this folder")
    parser.add_argument(
        "--keep",
        metavar="NAME",
        help="keep the calls in the records as made by this person, so that they can be reviewed",
    )
    options = parser.parse_args(arguments)
    if options.workers < 1:
        raise RightpartyError("--workers must be 1 or more.")
    if options.scheduler and options.engine != "dask":
        raise RightpartyError("--scheduler is for --engine dask.", "Add --engine dask, or leave --scheduler out.")
    unreadable: list[Unreadable] = []
    evaluator = Evaluator(options.rubric, tuple(options.rules), tuple(pack_folders()))
    for error in evaluator.shelf.broken:
        tell(str(error))
    cards = evaluator.score_all(
        _calls([Path(each) for each in options.path], unreadable),
        options.workers,
        options.engine == "dask",
        options.scheduler,
    )
    format_ = options.format or ("table" if sys.stdout.isatty() else "jsonl")
    if options.keep:
        cards = iter(_kept(list(cards), [Path(each) for each in options.path], options.keep))
    if format_ in ("html", "markdown", "xlsx", "sarif"):
        _document(format_, list(cards), options.out)
    elif options.out:
        _write(Path(options.out), cards)
    elif format_ == "jsonl":
        for card in cards:
            put_json(json.dumps(card, ensure_ascii=False))
    else:
        _show(list(cards))
    return 1 if unreadable else 0


def _calls(paths: list[Path], unreadable: list[Unreadable]) -> Iterator[Transcript]:
    for file in find_files(paths):
        for call in read_calls(file) if isinstance(file, Path) else (file,):
            if isinstance(call, Unreadable):
                unreadable.append(call)
                tell(str(call))
            else:
                yield call


def _document(form: str, cards: list[dict[str, Any]], out: str | None) -> None:
    """All scorecards as one document, on standard output or as `scorecards.html` in a folder."""
    if form == "xlsx":
        if out is None:
            raise RightpartyError("A workbook needs a folder.", "Add --out FOLDER")
        from simulator.reports.findings import cards_document
        from simulator.reports.workbook import write_workbook

        content = write_workbook(cards_document(cards, ""))
    else:
        text = _text(form, cards)
        if out is None:
            put_json(text.rstrip("\n"))
            return
        content = text.encode("utf-8", "replace")
    path = Path(out) / f"scorecards.{'md' if form == 'markdown' else form}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise RightpartyError(f"{path} cannot be written: {error.strerror}.") from None
    put(str(path))


def _text(form: str, cards: list[dict[str, Any]]) -> str:
    if form == "sarif":
        from importlib.metadata import version

        from simulator.reports.findings import findings_sarif

        return json.dumps(findings_sarif(cards, version("rightparty")), ensure_ascii=False, indent=1)
    from simulator.commands.scorecards import written

    return written(form, cards) if cards else ""


def _kept(cards: list[dict[str, Any]], paths: list[Path], person: str) -> list[dict[str, Any]]:
    """Keep the calls in the records, and give the cards on."""
    from simulator.commands.signing import at_desk
    from simulator.desk.recorded import keep_recorded

    words = {call: raw for file in find_files(paths) if isinstance(file, Path) for call, raw in raw_calls(file)}
    with at_desk() as desk:
        new = keep_recorded(desk, cards, words, person)
    tell(f"{new} calls kept as {person}'s, {len(cards) - new} were here already. Review them: rightparty review list")
    return cards


def _write(folder: Path, cards: Iterator[dict[str, Any]]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for card in cards:
            name = (
                "".join(char if char.isalnum() or char in "-_." else "_" for char in card["id"]).lstrip(".") or "call"
            )
            path = folder / f"{name}.json"
            path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            put(str(path))
    except OSError as error:
        raise RightpartyError(f"Scorecards cannot be written to {folder}: {error.strerror}.") from None


def _show(cards: list[dict[str, Any]]) -> None:
    def figure(value: float | None) -> str:
        return "n/a" if value is None else f"{value:.0f}"

    rows = []
    for card in cards:
        scores = card["scores"]
        parts = [figure(scores[name]) for name in ("overall", "negotiation", "empathy", "compliance", "documentation")]
        rules = ", ".join(dict.fromkeys(finding["rule"] for finding in card["findings"])) or "no rule hit"
        rows.append([card["id"], "passed" if card["passed"] else "not passed", *parts, card["outcome"]["kind"], rules])
    table(rows, ["call", "result", "all", "neg", "emp", "comp", "doc", "outcome", "findings"])
