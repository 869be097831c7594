"""Judging: empathy answers what was voiced, negotiation is worth what is kept, and a debrief names what matters."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.arrangement import best_arrangement, candidates, expected_plan, over_commitment, zone_is_empty
from scoring.bargaining import concessions, ladder
from scoring.compliance.packs import choose_packs
from scoring.empathy import score_empathy
from scoring.listening import listen
from scoring.negotiation import score_negotiation
from scoring.opportunities import find_opportunity
from scoring.rubric import choose_rubric
from scoring.scorecard import Scorecard, score_call
from scoring.transcript import AccountFacts, AuthorityFacts, MoneyTruth, Regime, Transcript, Turn
from simulator.evaluation.annotation import annotate
from tests.conftest import HEARING

ACCOUNT = AccountFacts(Decimal(1200), judgment=False, legal_action_intended=False, fees_authorised=False)


def call(*lines: str, **facts: object) -> Transcript:
    """A call whose turns alternate, agent first."""
    turns = tuple(Turn(number, "debtor" if number % 2 else "agent", line) for number, line in enumerate(lines))
    facts.setdefault("account", ACCOUNT)
    return annotate(Transcript("x", turns, **facts), HEARING)  # type: ignore[arg-type]


def scored(said: Transcript) -> Scorecard:
    """Under the US third-party rubric."""
    return score_call(said, choose_rubric(None, "us", "third-party"), choose_packs(Regime()))


# ── empathy ────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "words",
    [
        "I've just been so worried about all of this.",
        "My mother died last week.",
        "I'm just so tired.",
        "I can't sleep any more, it's killing me.",
    ],
)
def test_feeling_said_sideways_is_an_opportunity(words: str) -> None:
    """Also where no act of the vocabulary was heard."""
    assert find_opportunity(Turn(0, "debtor", words)) is not None


@pytest.mark.parametrize(
    "words", ["It's the blue one.", "I paid on Friday.", "How much is it?", "That's me, I'm afraid."]
)
def test_plain_talk_is_no_opportunity(words: str) -> None:
    """Nothing voiced, nothing to answer."""
    assert find_opportunity(Turn(0, "debtor", words)) is None


def test_answer_that_ignores_the_question_and_asks_for_money_earns_half() -> None:
    """A cue must not earn marks when the same turn leaves what was asked."""
    asked = "I lost my job. What are my options?"
    kind = "So you lost your job, that sounds really hard."
    with_answer = score_empathy(
        call("Hello?", asked, f"{kind} There are a few ways, monthly payments or a hold.", "Oh.")
    )
    without = score_empathy(call("Hello?", asked, f"{kind} Can you pay the whole balance today?", "Oh."))
    assert (without.score or 0) < (with_answer.score or 0)
    assert without.opportunities[0].credit <= with_answer.opportunities[0].credit / 2 + 0.01


def test_the_same_sentence_again_costs() -> None:
    """The second “I'm sorry to hear that” is worse than none."""
    stock = "I'm sorry to hear that."
    once = score_empathy(
        call("Hi.", "I lost my job.", stock, "My hours got cut.", "How long will that last?", "No idea.")
    )
    twice = score_empathy(
        call("Hi.", "I lost my job.", stock, "I'm scared of court.", stock, "My wife is ill.", stock, "Well.")
    )
    assert (twice.score or 0) < (once.score or 0)


def test_open_questions_reflections_and_memory_are_counted() -> None:
    """Listening measures stand beside the score."""
    heard = listen(call("What happened in January?", "The bakery cut my hours.", "So the bakery cut your hours.", "Yes.",
                        "Can you pay today?", "No.", "How long does the bakery keep that up?", "Dunno."))  # fmt: skip
    assert heard.open_questions == 2
    assert heard.closed_questions == 1
    assert heard.reflections == 1
    assert heard.memory >= 1


# ── negotiation ────────────────────────────────────────────────────────────────────
MONEY = MoneyTruth(Decimal(150), Decimal(100))


@settings(max_examples=40, deadline=None)
@given(st.integers(20, 400), st.integers(0, 900), st.integers(200, 4000))
def test_best_arrangement_is_the_best_of_its_grid(disposable: int, cash: int, balance: int) -> None:
    """Nothing that the authority allows is worth more."""
    authority = AuthorityFacts(Decimal(70), 24, Decimal(25))
    money = MoneyTruth(Decimal(disposable), Decimal(cash))
    best = best_arrangement(Decimal(balance), authority, money)
    assert best.value == max(each.value for each in candidates(Decimal(balance), authority, money))
    assert best.value <= Decimal(balance)


def test_over_commitment_grows_with_the_burden() -> None:
    """A plan that takes everything mostly breaks in its first three months."""
    low, high = (over_commitment(Decimal(each), "month", MONEY) for each in (40, 190))
    assert 0 <= low < 0.2 < high <= 1


def test_nothing_affordable_means_that_helping_is_right() -> None:
    """An empty bargaining zone: a hold scores, a squeezed promise does not."""
    money, authority = MoneyTruth(Decimal(5), Decimal(0)), AuthorityFacts(Decimal(80), 12, Decimal(100))
    assert zone_is_empty(Decimal(1200), authority, money)
    talk = ("You owe 1200 dollars. What happened?", "I lost my job.")
    hold = call(*talk, "I can put this on hold until July.", "Thank you, that helps.", authority=authority, money=money)
    squeezed = call(*talk, "How about 100 a month?", "Okay, 100 a month.", authority=authority, money=money)
    assert (score_negotiation(hold).score or 0) > (score_negotiation(squeezed).score or 0) + 10


def test_falling_asks_that_answer_moves_beat_a_floor_given_away() -> None:
    """Concession pattern: shrinking steps for something, not the lowest figure first."""
    patient = call(
        "How about 200 a month?", "I can't, 60 maybe.", "Could you do 120 a month?", "80?", "90 a month?", "Okay."
    )
    giving = call("The lowest I can go is 600 to settle it, or 40 a month.", "Okay, 40.")
    assert concessions(patient) > concessions(giving)


def test_order_of_asking_depends_on_the_regime() -> None:
    """From the balance down in the US, the situation first in the UK."""
    top_down = call("Can you pay the whole balance today?", "No.", "How about 100 a month?", "Okay.")
    situation = call("What could you manage after rent and food?", "60.", "How about 60 a month?", "Okay.")
    assert ladder(top_down, affordability_first=False) == 1.0
    assert ladder(top_down, affordability_first=True) < ladder(situation, affordability_first=True) == 1.0


def test_what_was_got_by_a_threat_is_worth_half() -> None:
    """Pressing is no negotiation."""
    fair = call("You owe 1200 dollars.", "Okay.", "How about 100 a month?", "Yes, that works.", money=MONEY)
    forced = call(
        "You owe 1200 dollars or we'll take you to court.",
        "Okay.",
        "How about 100 a month?",
        "Yes, that works.",
        money=MONEY,
    )
    assert score_negotiation(forced).parts["value"] == pytest.approx(score_negotiation(fair).parts["value"] / 2)


# ── what happens next, and the debrief ─────────────────────────────────────────────
def test_months_ahead_add_up_and_fall() -> None:
    """Each month's shares make one, and later months are kept less often."""
    said = call("You owe 1200 dollars.", "Okay.", "How about 100 a month?", "Yes, that works.", money=MONEY)
    card = scored(said)
    assert len(card.next.months) == 12
    for month in card.next.months:
        assert month.kept + month.late + month.broken == pytest.approx(1.0)
    kept = [month.kept for month in card.next.months]
    assert kept == sorted(kept, reverse=True)
    assert expected_plan(Decimal(100), "month", Decimal(1200), MONEY) == card.negotiation.expected_kept


def test_exposure_follows_the_findings() -> None:
    """No finding, no complaint; a false threat names the statute's damages."""
    clean = scored(call("Hello, this is Lee Park.", "Hello."))
    assert clean.next.complaint == 0
    broken = scored(call("You could be arrested for this.", "What?"))
    assert broken.next.complaint > 0
    assert any("1692k" in words for words in broken.next.damages)


def test_debrief_names_at_most_three_things_and_the_worst_first() -> None:
    """A critical breach, then what they voiced, each with the trainee's own words and a place to try again."""
    said = call(
        "You owe 1200 dollars.",
        "I lost my job and I'm scared.",
        "That's not my problem, you could be arrested.",
        "What?",
    )
    coaching = scored(said).coaching
    assert 1 <= len(coaching) <= 3
    assert coaching[0].skill == "compliance"
    assert any(each.skill == "empathy" and each.drill_from == 1 for each in coaching)
    assert len({each.skill for each in coaching}) == len(coaching)
    for each in coaching:
        assert each.better
        assert not each.words or any(each.words in turn.text or turn.text in each.words for turn in said.turns)


# ── right stops ────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("answer", "worth"),
    [
        ("Thank you. Could I have your lawyer's name and number?", 100),
        ("Okay, goodbye.", 50),
    ],
)
def test_stop_after_which_nothing_was_done_is_worth_half(answer: str, worth: int) -> None:
    """Hanging up on somebody who names a lawyer breaks nothing and settles nothing."""
    assert score_negotiation(call("You owe 1200 dollars.", "I have a lawyer for this.", answer)).score == worth


def test_goodbye_is_all_that_a_third_party_is_owed() -> None:
    """There is nothing to note with somebody else on the line."""
    said = call("May I speak with Maria Lopez?", "She's not here, I'm her neighbour.", "Thank you, goodbye.")
    assert score_negotiation(said).score == 100
