"""What a debtor brings up of their own accord: a status that changes everything, a concern; and what they say of it when pressed.

Owns which of the persona's lines that is. Never changes the state of the call (`debtor.py` does).
"""

from __future__ import annotations

from scenarios.model.persona import StatusNote
from scoring.transcript import HeardAct
from simulator.dialogue.cast import Cast
from simulator.dialogue.facts import COLLECTS, facts_of
from simulator.dialogue.state import CallState
from simulator.dialogue.wording import Part, Wording


def next_status(cast: Cast, state: CallState, wording: Wording) -> tuple[str, Part] | None:
    """The first status whose moment has come, and the words for it."""
    facts = facts_of(state)
    for note in cast.persona.statuses:
        if note.status in state.statuses or not note.when.holds(facts) or state.ended:
            continue
        line = wording.pick(note.says, f"status|{note.status}")
        if line:
            why = f"{note.status} came up: {note.when.text}"
            return note.status, Part(line, (note.act or note.status,), "answer", why, _kind(note.kind), must=True)
    return None


def next_concern(cast: Cast, state: CallState, wording: Wording) -> tuple[int, Part] | None:
    """The first concern whose moment has come, by its number, and the words for it."""
    facts = facts_of(state)
    for number, concern in enumerate(cast.persona.concerns):
        if number in state.concerns or not concern.when.holds(facts):
            continue
        line = wording.pick(concern.says, f"concern|{number}")
        if line:
            why = f"raised on their own: {concern.when.text}"
            return number, Part(line, (concern.act,), "answer", why, _kind(concern.kind), must=True)
    return None


def answer_after(cast: Cast, state: CallState, wording: Wording, heard: HeardAct) -> Part | None:
    """What they say to an act now that a status stands."""
    for status in state.statuses:
        note = _note(cast, status)
        if note is not None and heard.act in note.answers:
            lines = note.answers[heard.act]
            line = wording.pick(lines, f"status|{status}|{heard.act}")
            if line:
                return Part(line, (), "status", f"{heard.act} after {status}")
            asked = heard.act.startswith("ask-") or heard.act in COLLECTS
            line = wording.remind(lines, heard.act) if asked else None  # nobody says thanks “as I told you”
            if line:  # said before, so only where nothing else is to be said
                return Part(line, (), "fill", f"{heard.act} after {status}")
    return None


def say_again(cast: Cast, state: CallState, wording: Wording) -> Part | None:
    """The status once more, to somebody who goes on about money; None where all was said by somebody who gives in."""
    for status in state.statuses:
        note = _note(cast, status)
        if note is None or not note.again:
            continue
        line = wording.pick(note.again, f"again|{status}")
        if line is None and not note.gives_in:
            line = wording.remind(note.says, status)
        if line:
            return Part(line, (note.act or note.status,), "answer", f"pressed after {status}", _kind(note.kind))
    return None


def gives_in(cast: Cast, state: CallState) -> bool:
    """Whether somebody who has a status can be worn down about it."""
    return any(note.gives_in and note.again for note in cast.persona.statuses if note.status in state.statuses)


def _note(cast: Cast, status: str) -> StatusNote | None:
    return next((note for note in cast.persona.statuses if note.status == status), None)


def _kind(kind: str | None) -> dict[str, str | int]:
    return {"kind": kind} if kind else {}
