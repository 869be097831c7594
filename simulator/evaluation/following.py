"""A bot that follows somebody else's call: what it would have said at each turn, and what it says next.

Owns bringing a bot's memory to where a call stands. Never says anything in the call itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from scoring.transcript import HeardAct
from simulator.calls.call import Call, effective
from simulator.dialogue.events import AgentSpoke, DebtorSpoke
from simulator.evaluation.play import Play

Heard = tuple[str, tuple[HeardAct, ...], str]
"""Words, acts and speaker."""


def heard_before_each(call: Call) -> Iterator[Heard]:
    """The other side's words before each thing that the agent has said, and before the next one."""
    last: Heard = ("", (), call.cast.speaker)
    for event in effective(call.events):
        if isinstance(event, AgentSpoke):
            yield last
        elif isinstance(event, DebtorSpoke):
            last = (event.text, event.acts, event.speaker)
    yield last


def follow(play: Play, call: Call) -> str | None:
    """What the bot says next, having followed the call; None to hang up. What was passed over may still be said."""
    line: str | None = None
    for number, (text, acts, speaker) in enumerate(heard_before_each(call)):
        line = play.next_line(text, acts, number, speaker)
        if "debt-told" not in call.state.flags:
            play.done.discard("disclosed")
    return line
