"""`rightparty scenarios new`: a short interview, or flags, that end in a scenario and a persona to start from.

Owns the questions and their defaults. What is written is in `simulator.workshop.draft`.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from scenarios.problems import RightpartyError
from simulator.commands.console import put, tell
from simulator.records.places import pack_folders

_KINDS = ("us-third-party", "us-first-party", "uk")


def add_new_options(parser: argparse.ArgumentParser) -> None:
    """The flags; each answers one question, so with all of them nothing is asked."""
    parser.add_argument("scenario", nargs="?", help="its name, such as late-after-the-move")
    parser.add_argument("--title", help="its title, as trainees see it")
    parser.add_argument("--person", help="who answers, first and last name")
    parser.add_argument("--creditor", help="to whom it is owed")
    parser.add_argument("--balance", help="how much is owed, such as 1840.00")
    parser.add_argument("--regime", choices=_KINDS, help="under which law and in which role the officer calls")
    parser.add_argument("--from", dest="recorded", metavar="CALL.json", help="draft it from a recorded call")
    parser.add_argument("--into", metavar="FOLDER", help="the pack folder; the first of RIGHTPARTY_PACKS, or mypack")


def write_new(options: argparse.Namespace) -> int:
    """Ask what was not given, write, check what was written, and say what to do next."""
    from simulator.workshop.draft import Draft, write_draft

    folders = pack_folders()
    pack = Path(options.into) if options.into else folders[0] if folders else Path("mypack")
    scenario = _answer(options.scenario, "Name of the scenario, lower case with hyphens", "")
    if not scenario:
        raise RightpartyError("A scenario needs a name.", "rightparty scenarios new late-after-the-move")
    if options.recorded:
        return _write_recorded(options, scenario, pack, folders)
    draft = Draft(
        scenario=scenario,
        title=_answer(options.title, "Title that trainees see", scenario.replace("-", " ").capitalize()),
        person=_answer(options.person, "Who answers", "Robin Ellery"),
        creditor=_answer(options.creditor, "To whom it is owed", "Alder Valley Clinic"),
        balance=_amount(_answer(options.balance, "How much", "960.00")),
        kind=_kind(_answer(options.regime, f"Law and role ({', '.join(_KINDS)})", _KINDS[0])),
    )
    _tell(write_draft(draft, pack), scenario, pack, folders)
    return 0


def _write_recorded(options: argparse.Namespace, scenario: str, pack: Path, folders: list[Path]) -> int:
    """The same from a recorded call, which answers the questions that no flag does."""
    from functools import partial

    from scenarios.packs import read_vocabulary
    from simulator.evaluation.annotation import annotate
    from simulator.evaluation.reader import Unreadable, read_calls
    from simulator.understanding.hearing import Hearing
    from simulator.workshop.draft import write_draft
    from simulator.workshop.recorded_draft import draft_of, with_recording

    call = next(iter(read_calls(Path(options.recorded))), None)
    if call is None or isinstance(call, Unreadable):
        raise RightpartyError(
            str(call) if call else f"{options.recorded} holds no call.", "The form is in docs/recorded-calls.md."
        )
    heard = annotate(call, Hearing(read_vocabulary(folders)))
    balance = _amount(options.balance) if options.balance else None
    draft = draft_of(heard, scenario, options.person, options.creditor, balance)
    if options.title or options.regime:
        draft = replace(draft, title=options.title or draft.title, kind=_kind(options.regime or draft.kind))
    _tell(write_draft(draft, pack, partial(with_recording, call=heard)), scenario, pack, folders)
    return 0


def _tell(written: list[Path], scenario: str, pack: Path, folders: list[Path]) -> None:
    from scenarios.checks.everything import check_paths

    for path in written:
        put(str(path))
    problems, _ = check_paths(written[:2], [*folders, pack])
    for problem in problems:
        tell(str(problem))
    tell("Then:")
    for command in (f"scenarios check {pack}", f"scenarios test {scenario} --show", f"practise {scenario}"):
        place = "" if command.startswith("scenarios check") or pack in folders else f"RIGHTPARTY_PACKS={pack} "
        tell(f"  {place}rightparty {command}")


def _answer(given: str | None, question: str, default: str) -> str:
    if given is not None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return default if given is None else given
    tell(f"{question}{f' [{default}]' if default else ''}:")
    return sys.stdin.readline().strip() or default


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text.replace(",", "").lstrip("$£"))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount.as_tuple().exponent < -2:  # type: ignore[operator]
        raise RightpartyError(f"'{text}' is not an amount.", "Such as 1840.00, without a currency.")
    return amount


def _kind(text: str) -> str:
    from scenarios.nearness import did_you_mean

    if text not in _KINDS:
        raise RightpartyError(f"'{text}' is none of {', '.join(_KINDS)}.", did_you_mean(text, _KINDS))
    return text
