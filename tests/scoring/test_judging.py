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
from scoring.outcome import extract_outcome
from scoring.rubric import choose_rubric
from scoring.scorecard import Scorecard, score_call
from scoring.transcript import AccountFacts, AuthorityFacts, HeardAct, MoneyTruth, Regime, Transcript, Turn
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


# ── what came of it ────────────────────────────────────────────────────────────────
def test_yes_after_a_dispute_is_no_yes_to_the_earlier_proposal() -> None:
    """A dispute takes the proposal off the table: what is thanked for then is the hold."""
    said = call(
        "You owe $385 to Keystone Dental.", "No, that's wrong, I paid that in March.",
        "Could you do $65 a month?", "I've told you, it was paid. That bill is wrong.",
        "I'll note that you dispute this and put it on hold while it's checked.", "That seems fair, thank you.",
    )  # fmt: skip
    assert score_negotiation(said).outcome.kind == "none"


def test_collecting_on_after_a_stop_came_up_is_worth_next_to_nothing() -> None:
    """Also where nothing could have been paid: that nothing came of it is no merit."""
    poor = MoneyTruth(Decimal(0), Decimal(0))
    went_on = call("What happened?", "I filed for bankruptcy in May.", "So can you do $50 a month?", "No.", money=poor)
    asked_only = call("What happened?", "I lost my job.", "So can you do $50 a month?", "No.", money=poor)
    assert (score_negotiation(went_on).score or 0) < 15 < (score_negotiation(asked_only).score or 0)


@pytest.mark.parametrize(
    ("message", "worth"),
    [
        ("Hi, this is Lee Park from HRG for Dana. Please call me at 800 555 0100.", 100),
        ("Hi, this is Lee Park for Dana, call me back about your account at 800 555 0100.", 0),
    ],
)
def test_message_on_a_machine_is_worth_all_or_nothing(message: str, worth: int) -> None:
    """Saying no more than one may is all there was to do."""
    greeting = Turn(0, "voicemail", "You've reached Dana. Leave a message.")
    said = annotate(
        Transcript("x", (greeting, Turn(1, "agent", message)), account=ACCOUNT, channel="voicemail"), HEARING
    )
    assert score_negotiation(said).score == worth


def test_worry_that_is_over_asks_for_no_answer() -> None:
    """ "I was worrying" said with relief is no opportunity that one could miss."""
    said = call(
        "You don't owe anything, he does.", "Oh good, that's a relief, I was worrying about that.", "Thanks, bye."
    )
    assert score_empathy(said).score is None


def test_saying_back_what_was_told_counts_where_no_reflection_was_heard() -> None:
    """Depth comes from the words as well as from the acts; a demand made of the same words is none."""
    told = "Everything piled up after we separated and I was on my own."
    back = call("What happened?", told, "Everything piled up after you separated. I see.", "Yes.")
    sense = call("What happened?", told, "I see. Okay then.", "Yes.")
    assert (score_empathy(back).score or 0) > (score_empathy(sense).score or 0) + 20


def test_yes_that_names_the_amount_is_a_yes_where_the_proposal_was_not_heard() -> None:
    """What was agreed is in the yes itself."""
    turns = (
        Turn(0, "agent", "So that then?"),
        Turn(
            1, "debtor", "Yes, 50 a month works for me.", (HeardAct("accept", {"amount": "50.00", "every": "month"}),)
        ),
    )
    outcome = extract_outcome(Transcript("x", turns, account=ACCOUNT))
    assert (outcome.kind, outcome.amount) == ("plan", Decimal("50.00"))


def test_message_left_with_a_clerk_about_an_invoice_tells_no_secret() -> None:
    """Between firms the colleague who answers may hear what it is about."""
    lines = (
        "It's about your unpaid invoice. Could you ask him to call me back on 800 555 0100?",
        "He's in a meeting.",
        "Thank you, goodbye.",
    )
    turns = (
        Turn(0, "third-party", "He's in a meeting."),
        *(Turn(number, "agent" if number % 2 else "third-party", line) for number, line in enumerate(lines, 1)),
    )
    kinds = {
        collector: score_negotiation(annotate(Transcript("x", turns, account=ACCOUNT, regime=Regime("us", collector)), HEARING)).outcome.kind
        for collector in ("b2b", "third-party")
    }  # fmt: skip
    assert kinds == {"b2b": "correct-stop", "third-party": "none"}
