"""`rightparty scorecards replay`: stored calls played and scored again, and what differs from what was kept.

Owns the options and the lines. What a rubric or a rule pack would change *before* it is published is `scenarios impact`.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from scenarios.packs import Library, read_vocabulary
from scenarios.problems import RightpartyError
from simulator.commands.console import put, tell
from simulator.commands.signing import at_desk
from simulator.records.places import data_folder, pack_folders

if TYPE_CHECKING:
    from simulator.calls.call import Call

MANY = 100_000
"""More calls than anybody makes: all of one's own."""


def add_replay_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked for."""
    parser.add_argument("id", nargs="*", help="only these; all if none")
    parser.add_argument(
        "--rules", nargs="+", default=(), metavar="PACK", help="judge again under these packs; says what changes"
    )
    parser.add_argument("--rubric", metavar="NAME", help="score again under this rubric; says what changes")
    parser.add_argument("--rehear", action="store_true", help="listen again with today's understanding")


def replay_scorecards(options: argparse.Namespace) -> int:
    """Play, score and compare; 1 when anything differs."""
    from simulator.calls.call import Call, replay
    from simulator.calls.log import read_log
    from simulator.dialogue.cast import Cast
    from simulator.understanding.hearing import Hearing

    library, hearing = Library(pack_folders()), Hearing(read_vocabulary(pack_folders()))
    folder = data_folder() / "calls"
    paths = [folder / f"{each}.jsonl" for each in options.id] or sorted(folder.glob("*.jsonl"))
    other = bool(options.rules or options.rubric)
    kept = {} if other else _kept()
    changed = 0
    for path in paths:
        header, events, warning = read_log(path)
        if warning:
            tell(f"{path.name}: {warning}")
        cast = Cast.of(library, header.scenario, header.seed)
        if library.digest(cast.scenario) != header.digest:
            tell(f"{path.stem}: the scenario's files have changed since; differences are expected.")
        call = Call(cast, hearing, events)
        if other:
            differences = _under_others(call, path.stem, tuple(options.rules), options.rubric)
        else:
            found = replay(cast, hearing, events, options.rehear)
            differences = [f"{len(found)} events, first at event {found[0].number}"] if found else []
            if path.stem in kept:
                differences += _since(kept[path.stem], call, path.stem)
        changed += bool(differences)
        put(f"{'CHANGED' if differences else 'same   '}  {path.stem}")
        for each in differences:
            put(f"  {each}")
    tell(f"{len(paths) - changed} the same, {changed} changed")
    return 1 if changed else 0


def _kept() -> dict[str, dict[str, Any]]:
    """One's own scorecards as the engine wrote them, by call; none, and a line that says so, where they cannot be read."""
    from simulator.desk.scorecards import own_cards

    try:
        with at_desk() as desk:
            own = own_cards(desk, MANY) if desk.may("attempt.read.own") else ()
            return {call: card for call, _, card in own}
    except RightpartyError as error:
        tell(f"Only the calls are compared, not their scorecards: {error}")
        return {}


def _since(kept: dict[str, Any], call: Call, name: str) -> list[str]:
    """What today's scoring makes of a call otherwise than the scorecard that was kept."""
    from simulator.evaluation.scripted import score_played
    from simulator.practice.comparing import change_lines

    return change_lines(kept, score_played(call, name).as_json())


def _under_others(call: Call, name: str, rules: tuple[str, ...], rubric: str | None) -> list[str]:
    """What other packs or another rubric make of a stored call."""
    from simulator.evaluation.scripted import score_played
    from simulator.practice.comparing import change_lines

    before, after = score_played(call, name), score_played(call, name, rules, rubric)
    return change_lines(before.as_json(), after.as_json())
