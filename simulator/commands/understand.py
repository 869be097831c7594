"""`rightparty understand`: what is heard in each line of talk, as JSON; why (`--explain`); teaching a phrase (`teach`).

Owns the line form of the contract. Never fails on odd text.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from scenarios.model.entry import parse_moment
from scenarios.packs import read_vocabulary
from scenarios.problems import RightpartyError
from simulator.commands.console import put, put_json
from simulator.practice.own_phrases import teach
from simulator.records.places import pack_folders
from simulator.understanding.explaining import explain
from simulator.understanding.hearing import Earlier, Hearing

AT_ONCE = 64
"""Lines of a file that are heard together."""
_HOW = {
    "model": "learnt from the corpus",
    "frame": "a sentence frame, and the model agrees",
    "phrase": "near a phrase that was added",
    "before": "decided by what was said before",
}


def main(arguments: list[str]) -> int:
    """Run the command."""
    if arguments[:1] == ["bench"]:
        from simulator.commands.understanding_bench import main as bench

        return bench(arguments[1:])
    if arguments[:1] == ["teach"]:
        return _teach(arguments[1:])
    parser = argparse.ArgumentParser(
        prog="rightparty understand",
        description="Read one utterance a line (plain, or a JSON object with speaker, text, context, at) and write what was heard. "
        "`understand bench FILE` measures against labelled lines; `understand teach ACT WORDS` adds an example phrase.",
    )
    parser.add_argument("file", nargs="?", help="read this file instead of standard input")
    parser.add_argument("--json", action="store_true", help="write JSON (the default)")
    parser.add_argument("--speaker", choices=("agent", "debtor"), default="agent", help="who speaks in plain lines")
    parser.add_argument(
        "--explain", action="store_true", help="say why: words, likelihood, nearest example, what came second"
    )
    options = parser.parse_args(arguments)
    hearing = Hearing(read_vocabulary(pack_folders()))
    asked = (_read(line, options.speaker) for line in _lines(options.file) if line.strip())
    if options.explain:
        for each in asked:
            _explain(hearing, each)
        return 0
    # A file is heard in batches; from a pipe each line is answered before the next is read.
    size = AT_ONCE if options.file not in (None, "-") else 1
    while batch := list(islice(asked, size)):
        heard = hearing.hear_many(
            [(each["text"], _speaker(each), _earlier(each), _today(each.get("at"))) for each in batch]
        )
        for each, acts in zip(batch, heard, strict=True):
            row = {"speaker": _speaker(each), "text": each["text"], "acts": [act.as_json() for act in acts]}
            put_json(json.dumps(row, ensure_ascii=False))
    return 0


def _lines(file: str | None) -> Iterator[str]:
    if file is None or file == "-":
        yield from _plain(sys.stdin)
        return
    try:
        with Path(file).open(encoding="utf-8-sig", errors="replace") as stream:
            yield from _plain(stream)
    except OSError as error:
        raise RightpartyError(f"{file} cannot be read: {error.strerror}.") from None


def _plain(stream: Iterable[str]) -> Iterator[str]:
    for line in stream:
        yield line.rstrip("\n")


def _read(line: str, speaker: str) -> dict[str, Any]:
    """A JSON object with `text`, or the line itself as what was said."""
    try:
        data = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        data = None
    if isinstance(data, dict) and isinstance(data.get("text"), str):
        return data
    return {"speaker": speaker, "text": line}


def _speaker(asked: dict[str, Any]) -> str:
    return str(asked.get("speaker") or "agent")


def _earlier(asked: dict[str, Any]) -> list[Earlier]:
    context = asked.get("context")
    return [
        Earlier(str(each.get("speaker") or "debtor"), str(each.get("text") or ""))
        for each in (context if isinstance(context, list) else [])
        if isinstance(each, dict)
    ]


def _today(at: Any) -> date | None:
    try:
        return parse_moment(at).date() if at else None
    except ValueError:
        return None


def _explain(hearing: Hearing, asked: dict[str, Any]) -> None:
    put(asked["text"])
    reasons = explain(hearing, asked["text"], _speaker(asked), _earlier(asked))
    if not any(reason.heard for reason in reasons):
        put("  nothing was heard")
    for reason in reasons:
        label = "heard" if reason.heard else "came next"
        put(f"  {label:9} {reason.act}: {reason.means}")
        put(f"            {reason.likely:.2f}, {_HOW[reason.how]}; rests on “{reason.words}”")
        if reason.example:
            put(f"            nearest example: {reason.example}")


def _teach(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="rightparty understand teach",
        description="Make a misheard utterance an example: from now on words near it are heard as that act on this machine.",
    )
    parser.add_argument("act", help="what the words do, e.g. offer-plan")
    parser.add_argument("words", nargs="+", help="the words")
    parser.add_argument("--speaker", choices=("agent", "debtor"), default="agent", help="whose words")
    options = parser.parse_args(arguments)
    words = " ".join(options.words)
    path = teach(read_vocabulary(), options.speaker, options.act, words)
    heard = Hearing(read_vocabulary(pack_folders())).hear(words, options.speaker)
    put(f"Added to {path}.")
    put(f"“{words}” is now heard as: {', '.join(act.act for act in heard) or 'nothing'}.")
    return 0
