"""Why they answered so: read off the call's own events, in the order words, acts, mood, flow."""

from __future__ import annotations

from collections.abc import Callable

from simulator.calls.call import Call
from simulator.dialogue.events import DebtorSpoke
from simulator.practice.reactions import explain_reactions

Begin = Callable[..., Call]


def test_hang_up_is_explained_by_words_acts_mood_and_limit(begin: Begin) -> None:
    """She hung up because: these words, heard as this, took her patience, and that was enough."""
    call = begin()
    call.say("Is this Maria Lopez?", 1.0)
    call.say("If you don't pay today we'll garnish your wages. You could even be arrested.", 5.0)
    assert call.over
    reasons = "\n".join(explain_reactions(call.events)[call.state.turn - 1])
    order = [reasons.index(words) for words in ("garnish your wages", "patience -", "because of enough", "hung up")]
    assert order == sorted(order)
    assert "threaten-garnish in “" in reasons


def test_every_turn_of_theirs_after_the_first_names_what_was_heard(begin: Begin) -> None:
    """Also where nothing was understood."""
    call = begin()
    for line in ("Is this Maria Lopez?", "purple monkey dishwasher", "Could you confirm your date of birth?"):
        call.say(line, 1.0)
    reasons = explain_reactions(call.events)
    turns = [event.turn for event in call.events if isinstance(event, DebtorSpoke)]
    assert sorted(reasons) == turns
    assert all(reasons[turn][0].startswith(("Heard: ", "Nothing that was said")) for turn in turns[1:])


def test_what_was_taken_back_is_not_explained(begin: Begin) -> None:
    """A line that no longer counts moved nobody."""
    call = begin()
    call.say("Is this Maria Lopez?", 1.0)
    call.say("You could be arrested.", 5.0)
    call.rewind(2)
    assert not any("arrest" in line for lines in explain_reactions(call.events).values() for line in lines)
