"""A dispute is taken up before any terms; a debt told to a child or to the family of the dead makes no right stop."""

from __future__ import annotations

import pytest

from scoring.bargaining import discovery
from scoring.outcome import extract_outcome
from scoring.stops import right_stop
from scoring.transcript import Transcript, Turn
from simulator.evaluation.annotation import annotate
from tests.conftest import HEARING
from tests.scoring.test_scorecard import call

DISPUTE = ("You owe 412 dollars to Lakeview Clinic. What happened?", "That was paid in March, by check.")


def discovered(*lines: str) -> float:
    """The discovery part of the negotiation of a call."""
    transcript = call(*lines)
    return discovery(transcript, extract_outcome(transcript))


@pytest.mark.parametrize(
    ("answer", "worth"),
    [
        ("Could you do 65 dollars a month?", 0.0),
        ("Would you be able to pay it in full today?", 0.0),
        ("When did you pay it, and how?", 1.0),
        ("I'll note that you dispute it and put it on hold.", 1.0),
        ("I'll send you a breakdown of it in writing.", 1.0),
        ("So you paid it in March by check.", 0.5),
    ],
)
def test_discovery_in_a_dispute_is_whether_it_was_taken_up(answer: str, worth: float) -> None:
    """Having asked what happened counts for nothing once the answer is passed over."""
    assert discovered(*DISPUTE, answer, "Well.", "Goodbye.", "Bye.") == worth


def test_a_dispute_taken_up_after_terms_were_asked_for_counts_half() -> None:
    """First the answer to what was said, then money."""
    late = discovered(*DISPUTE, "Could you do 65 a month?", "I paid it!", "I'll note that you dispute it.", "Good.")
    assert late == 0.5


def test_discovery_without_a_dispute_is_cause_and_means_as_before() -> None:
    """The question about the cause, and the one about what is possible."""
    assert discovered("What happened?", "I lost my job.", "What could you manage a month?", "Nothing.") == 1.0
    assert discovered("What happened?", "I lost my job.", "Okay, goodbye.", "Bye.") == 0.5


def third_party(*lines: str) -> Transcript:
    """A call in which somebody else answers; agent first."""
    turns = tuple(Turn(number, "third-party" if number % 2 else "agent", line) for number, line in enumerate(lines))
    return annotate(Transcript("x", turns), HEARING)


@pytest.mark.parametrize("who", ["I'm fifteen, I'm her kid.", "I'm her daughter. She died, we buried her in May."])
def test_a_debt_told_to_a_child_or_the_family_makes_no_right_stop(who: str) -> None:
    """Ending the call politely afterwards does not take it back."""
    told = third_party(
        "Is Dana there?", "She's not here.", "She owes us 214 dollars.", who, "I see, sorry. Goodbye.", "Bye."
    )
    assert right_stop(told) is None
    kept = third_party("Is Dana there?", "She's not here.", "When is she back?", who, "I'm sorry. Goodbye.", "Bye.")
    assert right_stop(kept) is not None


def test_the_estate_may_be_told_once_the_death_is_known() -> None:
    """Who handles the estate is no stranger to the account (12 CFR 1006.6(a)(4))."""
    told = third_party(
        "Is Dana there?",
        "She died in May, I'm the executor.",
        "I'm so sorry. Who is handling the estate?",
        "I am.",
        "There is a balance of 214 dollars on her account. I'll put everything in a letter to you. Goodbye.",
        "Bye.",
    )
    assert right_stop(told) is not None
