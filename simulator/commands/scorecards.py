"""`rightparty scorecards`: list, show, export and replay what was practised.

Owns the options and how scorecards are printed.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.packs import Library, read_vocabulary
from scenarios.problems import RightpartyError
from simulator.commands.console import counted, put, put_json, table, tell, write_file
from simulator.commands.replaying import add_replay_options, replay_scorecards
from simulator.records.places import pack_folders

if TYPE_CHECKING:
    from simulator.desk.desk import Desk


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="rightparty scorecards", description="What you have practised.")
    parts = parser.add_subparsers(
        dest="part", required=True, metavar="list | show | compare | why | regret | drills | export | replay"
    )
    listing = parts.add_parser("list", help="attempts, newest first")
    listing.add_argument("--scenario")
    listing.add_argument("--open", action="store_true", help="calls that can be resumed")
    listing.add_argument("--limit", type=int, default=50)
    listing.add_argument(
        "--person", default="", metavar="NAME", help="somebody else's, where you may; * for everybody's"
    )
    listing.add_argument("--json", action="store_true")
    show = parts.add_parser("show", help="one scorecard")
    show.add_argument("id")
    show.add_argument("--json", action="store_true")
    show.add_argument("--format", choices=("text", "json", "markdown", "html"), default="text")
    show.add_argument("--out", help="write it into this file")
    beside = parts.add_parser("compare", help="two scorecards beside each other")
    beside.add_argument("id")
    beside.add_argument("other", nargs="?", help="the call it went on from, if none is named")
    why = parts.add_parser("why", help="the call again, with why they answered as they did")
    why.add_argument("id")
    why.add_argument("--turn", type=int, metavar="N", help="only this turn of theirs")
    export = parts.add_parser("export", help="all scorecards as JSON lines")
    export.add_argument(
        "--person", default="", metavar="NAME", help="somebody else's, where you may; * for everybody's"
    )
    export.add_argument("file", help="where to write; - for standard output")
    replay = parts.add_parser("replay", help="play and score stored calls again, and compare")
    add_replay_options(replay)
    regret = parts.add_parser(
        "regret", help="what each turn cost: what could still have been reached before and after it"
    )
    regret.add_argument("id", help="the id of a stored call, or its beginning")
    drills = parts.add_parser("drills", help="weak skills that come back, each at the moment where it was missed")
    drills.add_argument("--all", action="store_true", help="those that are not due yet, too")
    drills.add_argument("--json", action="store_true", help="one JSON object a drill")
    options = parser.parse_args(arguments)
    return {
        "list": _list, "show": _show, "compare": _compare, "why": _why, "regret": _regret, "drills": _drills, "export": _export, "replay": replay_scorecards,
    }[options.part](options)  # fmt: skip


def _desk() -> Desk:
    from simulator.clock import SystemClock
    from simulator.desk.desk import open_desk

    return open_desk(SystemClock())


def _list(options: argparse.Namespace) -> int:
    from simulator.desk.scorecards import list_attempts

    desk = _desk()
    rows = list_attempts(desk, options.scenario, options.limit, False if options.open else None, options.person)
    names = desk.people.names() if options.person else {}
    if options.json or not sys.stdout.isatty():
        for row in rows:
            put_json(json.dumps({**row.__dict__, "trainee": names.get(row.trainee, row.trainee)}))
        return 0
    if not rows:
        put("Nothing practised yet. Try: rightparty practise")
        return 0
    shown = [
        [row.id, row.started_at[:16], "open" if row.overall is None else "passed" if row.passed else "not passed",
         "" if row.overall is None else f"{row.overall:.0f}"]
        for row in rows
    ]  # fmt: skip
    heading = ["id", "started (UTC)", "result", "score"]
    if options.person:
        shown = [[names.get(row.trainee, row.trainee), *cells] for row, cells in zip(rows, shown, strict=True)]
        heading = ["who", *heading]
    table(shown, heading)
    return 0


def _show(options: argparse.Namespace) -> int:
    from simulator.desk.scorecards import read_card

    card = read_card(_desk(), options.id)
    text = written("json" if options.json else options.format, [card])
    if options.out is None:
        for line in text.rstrip("\n").split("\n"):
            put_json(line) if options.json or options.format != "text" else put(line)
        return 0
    write_file(options.out, text)
    return 0


def _compare(options: argparse.Namespace) -> int:
    from simulator.desk.scorecards import read_card
    from simulator.practice.comparing import compare_lines

    desk = _desk()
    second = read_card(desk, options.id)
    first = options.other or (second.get("forked") or {}).get("from")
    if first is None:
        raise RightpartyError(f"{second['id']} did not go on from another call.", "Name the one to compare it with.")
    for line in compare_lines(read_card(desk, first), second):
        put(line)
    return 0


def _why(options: argparse.Namespace) -> int:
    from simulator.calls.call import effective
    from simulator.calls.log import read_log
    from simulator.dialogue.events import AgentSpoke, CallEnded, DebtorSpoke
    from simulator.practice.opening import find_log
    from simulator.practice.reactions import explain_reactions

    header, events, _ = read_log(find_log(options.id))
    if header.mode == "exam" and not any(isinstance(event, CallEnded) for event in effective(events)):
        raise RightpartyError(
            f"{header.id} is an exam that is still open.", "What moved them is shown when it is over."
        )
    reasons = explain_reactions(events)
    if options.turn is not None and options.turn not in reasons:
        known = ", ".join(str(turn) for turn in sorted(reasons))
        raise RightpartyError(f"Turn {options.turn} of {header.id} is none of theirs.", f"Theirs are {known}.")
    for event in effective(events):
        if isinstance(event, AgentSpoke | DebtorSpoke) and options.turn in (None, event.turn):
            put(f"{event.turn:>3} {'You' if isinstance(event, AgentSpoke) else 'They'}: {event.text}")
            for reason in reasons.get(event.turn, ()):
                put(f"        {reason}")
    return 0


def _regret(options: argparse.Namespace) -> int:
    from simulator.calls.call import Call
    from simulator.calls.log import read_log
    from simulator.dialogue.cast import Cast
    from simulator.dialogue.events import AgentSpoke
    from simulator.practice.opening import find_log
    from simulator.practice.regret import cost_lines, count_costs
    from simulator.understanding.hearing import Hearing

    header, events, _ = read_log(find_log(options.id))
    call = Call(
        Cast.of(Library(pack_folders()), header.scenario, header.seed), Hearing(read_vocabulary(pack_folders())), events
    )
    if not call.over:
        raise RightpartyError(f"{header.id} is still open.", "What a turn cost is known when the call is over.")
    turns = [event for event in call.events if isinstance(event, AgentSpoke)]
    for line in cost_lines([cost for cost, _ in zip(count_costs(call), counted(turns, "turns"), strict=False)]):
        put(line)
    return 0


def _drills(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from simulator.clock import SystemClock
    from simulator.desk.scorecards import own_cards
    from simulator.practice.drills import drill_lines, schedule

    now = SystemClock().now()
    found = schedule(own_cards(_desk()))
    wanted = found if options.all else [each for each in found if each.is_due(now)]
    if options.json:
        for each in wanted:
            put_json(json.dumps({**asdict(each), "due": each.due.isoformat()}, ensure_ascii=False))
        return 0
    if found and not wanted:
        put(f"Nothing is due. The next drill is {found[0].skill}, on {found[0].due:%d %B}.")
        return 0
    for line in drill_lines(wanted, now):
        put(line)
    return 0


def written(form: str, cards: list[dict[str, Any]]) -> str:
    """Scorecards in one of the forms `text`, `json`, `markdown` and `html`."""
    if form == "html":
        from simulator.reports.html import write_html

        return write_html(cards)
    if form == "markdown":
        from simulator.reports.markdown import write_markdown

        return "\n".join(write_markdown(card) for card in cards)
    if form == "json":
        return "".join(json.dumps(card, ensure_ascii=False) + "\n" for card in cards)
    from simulator.practice.wording import card_lines

    return "".join("\n".join(card_lines(card)) + "\n" for card in cards)


def _export(options: argparse.Namespace) -> int:
    from simulator.desk.scorecards import read_cards

    cards = read_cards(_desk(), options.person)
    if options.file == "-":
        for card in cards:
            put_json(json.dumps(card, ensure_ascii=False))
        return 0
    try:
        with Path(options.file).open("w", encoding="utf-8") as file:
            count = 0
            for card in cards:
                file.write(json.dumps(card, ensure_ascii=False) + "\n")
                count += 1
    except OSError as error:
        raise RightpartyError(f"{options.file} cannot be written: {error.strerror}.") from None
    tell(f"{count} scorecards written to {options.file}.")
    return 0
