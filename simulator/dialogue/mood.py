"""How the debtor's mood moves with what the agent does: a table of feelings, with inertia.

Owns the arithmetic. The table itself is data (`flows/feelings.yaml`). Never speaks.
"""

from __future__ import annotations

from collections.abc import Iterable

from scenarios.model.flow import Feelings
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import MoodMoved
from simulator.dialogue.state import CallState

NAMES = ("trust", "patience", "stress")


def move(
    cast: Cast,
    state: CallState,
    acts: Iterable[str],
    extra: Iterable[tuple[str, Feelings]] = (),
    pressed: bool = False,
) -> MoodMoved:
    """The mood after `acts` and the reactions' own feelings; `pressed` when collecting went on after a status.

    Kindness wears off: the second use of one act counts half, the third nothing. Harm does not wear off.
    """
    totals = dict.fromkeys(NAMES, 0)
    because: list[str] = []
    earlier = list(state.heard)
    acts = list(dict.fromkeys(acts))
    for act in acts:
        feelings = cast.feelings.get(act)
        if feelings is not None:
            _add(totals, because, act, feelings, earlier.count(act))
    for reason, feelings in extra:
        _add(totals, because, reason, feelings, 0)
    if pressed:
        totals["patience"] -= 12
        totals["trust"] -= 8
        because.append("pressed on after a status was raised: patience -12, trust -8")
    if acts:
        totals["patience"] -= 1  # every turn costs a little
    values = {name: max(0, min(100, getattr(state, name) + totals[name])) for name in NAMES}
    return MoodMoved(values["trust"], values["patience"], values["stress"], tuple(because))


def _add(totals: dict[str, int], because: list[str], reason: str, feelings: Feelings, before: int) -> None:
    parts = []
    for name in NAMES:
        points = getattr(feelings, name)
        good = points > 0 if name != "stress" else points < 0
        if good and before:
            points = points // 2 if before == 1 else 0
        if points:
            totals[name] += points
            parts.append(f"{name} {points:+d}")
    if parts:
        because.append(f"{reason}: {', '.join(parts)}")
