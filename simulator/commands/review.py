"""`rightparty review`: the queue, a call with its evidence, and every step of a review, line by line.

Owns the options and how a review is printed. Without a part it opens the app's review screen.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from simulator.commands.console import put, put_json, table, tell
from simulator.commands.signing import at_desk
from simulator.practice.wording import card_lines

if TYPE_CHECKING:
    from simulator.desk.review import Review


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="rightparty review", description="Review calls. Without a part: in the app.")
    parts = parser.add_subparsers(
        dest="part", metavar="list | show | agree | overrule | comment | share | acknowledge | dispute | resolve | void"
    )
    listing = parts.add_parser("list", help="finished calls, newest first")
    listing.add_argument("--team", default="")
    listing.add_argument("--scenario", default="")
    listing.add_argument("--person", default="", metavar="NAME")
    listing.add_argument("--failed-gate", action="store_true", help="with a critical finding")
    listing.add_argument("--unsure", action="store_true", help="with a finding that rests on an uncertain hearing")
    listing.add_argument("--disputed", action="store_true")
    listing.add_argument("--unreviewed", action="store_true")
    listing.add_argument("--limit", type=int, default=50)
    listing.add_argument("--json", action="store_true", help="one JSON object a call")
    show = parts.add_parser("show", help="a call with its evidence, its scorecard and its review")
    show.add_argument("id")
    show.add_argument("--json", action="store_true")
    _step(parts, "agree", "the engine is right, or right as overruled")
    over = _step(parts, "overrule", "decide one part of a scorecard otherwise; scores are worked out anew")
    over.add_argument("item", help="finding:RULE@TURN, criterion:NAME or outcome")
    over.add_argument("to", help="withdrawn or a severity; met, missed, not-applicable; an outcome")
    over.add_argument("--reason", required=True)
    over.add_argument("--quote", default="", help="the words, for a finding that the engine did not make")
    note = _step(parts, "comment", "write something at a turn")
    note.add_argument("words")
    note.add_argument("--turn", type=int, help="the turn; the call as a whole without it")
    _step(parts, "share", "let the trainee see it; they can answer for seven days")
    _step(parts, "acknowledge", "you have read it (the trainee)")
    for name, about in (
        ("dispute", "you see it otherwise (the trainee)"),
        ("resolve", "settle a dispute"),
        ("void", "the attempt does not count"),
    ):
        _step(parts, name, about).add_argument("--words", required=True, help="kept, and read by the other side")
    options = parser.parse_args(arguments)
    if options.part is None:
        from simulator.screens.running import run_review

        return run_review()
    if options.part in ("list", "show"):
        return _list(options) if options.part == "list" else _show(options)
    return _take(options)


def _step(parts: Any, name: str, about: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = parts.add_parser(name, help=about)
    parser.add_argument("id", help="the id of a call, or its beginning")
    return parser


def _list(options: argparse.Namespace) -> int:
    from simulator.desk.review_queue import Filters
    from simulator.desk.reviews import Reviews

    with at_desk() as desk:
        trainee = desk.people.named(options.person).id if options.person else ""
        wanted = Filters(
            options.team, options.scenario, trainee, options.failed_gate, options.unsure, options.disputed, options.unreviewed
        )  # fmt: skip
        rows = Reviews(desk).queue(wanted, options.limit)
    if options.json:
        for each in rows:
            put_json(json.dumps(asdict(each)))
        return 0
    if not rows:
        put("No call is waiting.")
        return 0
    shown = [
        [each.attempt, each.trainee, "n/a" if each.overall is None else f"{each.overall:.0f}",
         "passed" if each.passed else "not passed", str(each.gates or ""),
         "" if each.confidence is None else f"{each.confidence:.2f}", each.state or "not reviewed"]
        for each in rows
    ]  # fmt: skip
    table(shown, ["call", "who", "all", "result", "gates", "sure", "review"])
    return 0


def _show(options: argparse.Namespace) -> int:
    from simulator.desk.reading import read_turns
    from simulator.desk.reviews import Reviews
    from simulator.desk.scorecards import shown

    with at_desk() as desk:
        review = Reviews(desk).look(options.id)
        turns = read_turns(desk, review.attempt, review.card)
        names = desk.people.names()
    if options.json:
        put_json(json.dumps(shown(review)))
        return 0
    for each in turns:
        put(f"{'' if each.turn is None else each.turn:>3} {each.who + ': ' if each.who else ''}{each.text}")
        for passage in each.passages:
            start, end = passage.span
            put(f"      {'!' if passage.grave else '·'} “{each.text[start:end]}” – {passage.words}")
        for comment in review.comments:
            if comment.turn is not None and comment.turn == each.turn:
                put(f"      # {names.get(comment.author, comment.author)}: {comment.words}")
    put()
    for line in [*card_lines(review.card), "", *review_lines(review, names)]:
        put(line)
    return 0


def review_lines(review: Review, names: dict[str, str]) -> list[str]:
    """Where a review stands, and what was decided."""
    lines = [f"Review: {review.state or 'not reviewed'}"]
    if review.respond_by and review.state == "shared":
        lines.append(f"  The trainee can answer until {review.respond_by[:10]}.")
    for each in review.decisions:
        who = names.get(each.author, each.author)
        lines.append(f"  {each.item}: {each.before} → {each.to}, by {who} on {each.at[:10]}: {each.reason}")
    lines += [
        f"  # {names.get(each.author, each.author)}: {each.words}" for each in review.comments if each.turn is None
    ]
    lines += [f"  {kind.replace('-', ' ')}: {words}" for kind, words in review.words.items() if words]
    return lines


def _take(options: argparse.Namespace) -> int:
    from simulator.desk.reviews import Reviews

    with at_desk() as desk:
        reviews = Reviews(desk)
        before = reviews.look(options.id)
        if options.part == "overrule":
            review = reviews.overrule(options.id, options.item, options.to, options.reason, options.quote)
        elif options.part == "comment":
            review = reviews.comment(options.id, options.turn, options.words)
        elif options.part in ("dispute", "resolve", "void"):
            review = getattr(reviews, options.part)(options.id, options.words)
        else:
            review = getattr(reviews, options.part)(options.id)
        names = desk.people.names()
    for line in review_lines(review, names):
        put(line)
    was, now = before.card, review.card
    if was["scores"] != now["scores"] or was["passed"] != now["passed"]:
        tell(
            f"Overall {was['scores']['overall']} → {now['scores']['overall']}, "
            f"{'passed' if was['passed'] else 'not passed'} → {'passed' if now['passed'] else 'not passed'}."
        )
    return 0
