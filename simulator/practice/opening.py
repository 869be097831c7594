"""How a sitting begins: a new call, one that goes on from a turn of another, one that was put down.

Owns names and logs of calls that begin, and finding the log of one that is kept. What happens in the call is the sitting's.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scenarios.model.scenario import LANGUAGES
from scenarios.nearness import did_you_mean
from scenarios.packs import Library
from scenarios.problems import RightpartyError
from simulator.calls.call import Call, effective
from simulator.calls.header import Header
from simulator.calls.log import LogFile, read_log
from simulator.clock import Clock
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import Rewound
from simulator.evaluation.scripted import packs_of
from simulator.practice.sitting import Sitting
from simulator.records.places import data_folder, log_path, machine_mark
from simulator.understanding.hearing import VERSION, Hearing


def start(
    library: Library, name: str, hearing: Hearing, clock: Clock, seed: int | None = None, mode: str = "coach", keep: bool = True
) -> Sitting:  # fmt: skip
    """Begin a call. Raises RightpartyError when the scenario is unknown or nothing can be written."""
    now = clock.now()
    chosen = seed if seed is not None else int(now.timestamp()) % 100_000
    cast = Cast.of(library, name, chosen)
    if not cast.scenario.judged and mode != "coach":
        raise RightpartyError(
            f"{name} is in {LANGUAGES[cast.scenario.language]}: it can be practised in coach mode alone.",
            "Lines to choose from are English, and an exam needs the rules, which are judged in English.",
        )
    call = Call(cast, hearing)
    call_id = f"{now:%Y%m%d-%H%M%S}-{name}-{chosen}{machine_mark() if keep else ''}"
    header = Header(
        call_id, name, library.digest(cast.scenario), chosen, now.isoformat(timespec="seconds"), mode, VERSION,
        tuple(pack.label for pack in packs_of(cast)),
    )  # fmt: skip
    log = None
    if keep:
        header, log = _keep(header, call)
    return Sitting(call, header, log, clock)


def fork(library: Library, call_id: str, turn: int, hearing: Hearing, clock: Clock) -> Sitting:
    """A call of its own that shares a stored one's turns up to `turn` and goes on from there.

    Raises RightpartyError when there is no such call, or no such turn in it.
    """
    parent, events, _ = read_log(find_log(call_id))
    cast = Cast.of(library, parent.scenario, parent.seed)
    past = Call(cast, hearing, events)
    if not 0 <= turn < past.state.turn:
        raise RightpartyError(
            f"There is no turn {turn} in {call_id} to go on from.",
            f"Its turns run from 0 to {past.state.turn - 1}.",
        )
    call = Call(cast, hearing, effective([*events, Rewound(turn)]))
    now = clock.now()
    header, log = _keep(
        replace(
            parent, id=f"{now:%Y%m%d-%H%M%S}-{parent.scenario}-{parent.seed}{machine_mark()}", digest=library.digest(cast.scenario),
            started_at=now.isoformat(timespec="seconds"), hearing=VERSION, forked_from=parent.id, forked_at=turn,
            mode="coach",  # an exam is not sat from the middle
        ),
        call,
    )  # fmt: skip
    return Sitting(call, header, log, clock)


def resume(library: Library, call_id: str, hearing: Hearing, clock: Clock) -> Sitting:
    """Go on with a stored call. Raises RightpartyError when there is none, or it is of a newer version."""
    path = find_log(call_id)
    header, events, warning = read_log(path)
    cast = Cast.of(library, header.scenario, header.seed)
    if library.digest(cast.scenario) != header.digest:
        warning = (warning + " The scenario has changed since this call began; it goes on with today's file.").strip()
    call = Call(cast, hearing, events)
    log = LogFile(path)
    if not events:
        log.append(call.events)
    return Sitting(call, header, log, clock, warning)


def find_log(call_id: str) -> Path:
    """The log of a kept call, by its whole name or a beginning that only it has.

    Raises RightpartyError when there is none, or more than one.
    """
    folder = data_folder() / "calls"
    exact = folder / f"{call_id}.jsonl"
    if "/" not in call_id and "\\" not in call_id and exact.exists():
        return exact
    known = sorted(path.stem for path in folder.glob("*.jsonl")) if folder.is_dir() else []
    near = [name for name in known if name.startswith(call_id)]
    if len(near) == 1:
        return folder / f"{near[0]}.jsonl"
    hint = (
        "Several calls begin so; give more of the id."
        if near
        else did_you_mean(call_id, known) or "`rightparty scorecards list --open` names them."
    )
    raise RightpartyError(f"There is no stored call '{call_id}'.", hint)


def _keep(header: Header, call: Call) -> tuple[Header, LogFile]:
    """Begin the log of a call under a name that is free."""
    path = log_path(header.id)
    number = 2
    while path.exists():  # two calls in one second
        path = log_path(f"{header.id}-{number}")
        number += 1
    header = replace(header, id=path.stem)
    log = LogFile.create(path, header)
    log.append(call.events)
    return header, log
