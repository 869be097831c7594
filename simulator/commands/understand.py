"""`rightparty understand`: what is heard in each line of talk, as JSON.

Owns the line form of the contract. Never fails on odd text.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from scenarios.model.entry import parse_moment
from scenarios.packs import read_vocabulary
from scenarios.problems import RightpartyError
from simulator.commands.console import put, put_json
from simulator.understanding.hearing import Earlier, Hearing


def main(arguments: list[str]) -> int:
    """Run the command."""
    if arguments[:1] == ["bench"]:
        from simulator.commands.understanding_bench import main as bench

        return bench(arguments[1:])
    parser = argparse.ArgumentParser(
        prog="rightparty understand",
        description="Read one utterance a line (plain, or a JSON object with speaker, text, context, at) and write what was heard.",
    )
    parser.add_argument("file", nargs="?", help="read this file instead of standard input")
    parser.add_argument("--json", action="store_true", help="write JSON (the default)")
    parser.add_argument("--speaker", choices=("agent", "debtor"), default="agent", help="who speaks in plain lines")
    parser.add_argument("--explain", action="store_true", help="say why: frames and nearest examples")
    options = parser.parse_args(arguments)
    hearing = Hearing(read_vocabulary())
    for line in _lines(options.file):
        if not line.strip():
            continue
        asked = _read(line, options.speaker)
        if options.explain:
            _explain(hearing, asked)
        else:
            put_json(json.dumps(_heard(hearing, asked), ensure_ascii=False))
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


def _heard(hearing: Hearing, asked: dict[str, Any]) -> dict[str, Any]:
    speaker = str(asked.get("speaker") or "agent")
    context = asked.get("context")
    earlier = [
        Earlier(str(each.get("speaker") or "debtor"), str(each.get("text") or ""))
        for each in (context if isinstance(context, list) else [])
        if isinstance(each, dict)
    ]
    acts = hearing.hear(asked["text"], speaker, earlier, _today(asked.get("at")))
    return {"speaker": speaker, "text": asked["text"], "acts": [act.as_json() for act in acts]}


def _today(at: Any) -> date | None:
    try:
        return parse_moment(at).date() if at else None
    except ValueError:
        return None


def _explain(hearing: Hearing, asked: dict[str, Any]) -> None:
    put(asked["text"])
    for reason in hearing.explain(asked["text"], str(asked.get("speaker") or "agent")):
        put(f"  {reason.act:24} {reason.how:8} {reason.score:.2f}  {reason.example}")
