"""Scorecards: empathy is an answer, outcomes come from the talk, every point has evidence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.compliance.packs import choose_packs
from scoring.documentation import score_documentation
from scoring.empathy import score_empathy
from scoring.negotiation import best_arrangement, expected_plan, keep_probability, score_negotiation
from scoring.outcome import extract_outcome
from scoring.rubric import choose_rubric, read_rubrics
from scoring.scorecard import Scorecard, score_call
from scoring.transcript import AccountFacts, AuthorityFacts, MoneyTruth, Regime, Transcript, Turn, WrapUpRecord
from simulator.evaluation.annotation import annotate
from tests.conftest import HEARING

ACCOUNT = AccountFacts(
    balance=Decimal("1200.00"), creditor="Lakeview Clinic", judgment=False, legal_action_intended=False
)


def call(*lines: str, **facts: object) -> Transcript:
    """A call whose turns alternate, agent first."""
    turns = tuple(Turn(number, "debtor" if number % 2 else "agent", line) for number, line in enumerate(lines))
    return annotate(Transcript("x", turns, account=ACCOUNT, **facts), HEARING)  # type: ignore[arg-type]


def empathy(answer: str, voiced: str = "They cut my hours in January and I can't keep up.") -> float | None:
    """The empathy score of one answer to one hardship."""
    return score_empathy(call("What happened?", voiced, answer)).score


def test_specific_answers_rank_above_stock_phrases_above_none_above_harm() -> None:
    """Depth counts, not the number of sympathetic words."""
    deep = empathy("So the hours dropped in January. That must be really hard, and we can look at a lower amount.")
    stock = empathy("I'm sorry to hear that.")
    none = empathy("When can you pay?")
    harm = empathy("That's no excuse, everyone has problems.")
    assert deep is not None
    assert stock is not None
    assert none is not None
    assert harm is not None
    assert deep > 60 > stock > none >= harm


def test_cancelled_empathy_costs() -> None:
    """I understand, but …"""
    assert (empathy("I understand, but you still have to pay today.") or 0) == 0


def test_no_opportunity_is_not_applicable() -> None:
    """Nothing voiced, nothing to answer: not 100 and not 0."""
    assert score_empathy(call("Hello, I'm so sorry you are going through this.", "Hello.")).score is None


def test_phrase_spam_earns_little() -> None:
    """The same sympathetic sentence again and again is not listening."""
    spam = "I understand. I'm sorry to hear that. I understand how you feel."
    lines = ["What happened?"]
    for voiced in ("I lost my job.", "My wife is sick.", "I can't sleep, I'm so worried.", "The rent went up."):
        lines += [voiced, spam]
    score = score_empathy(call(*lines)).score
    assert score is not None
    assert score < 35


@pytest.mark.parametrize(
    ("lines", "kind", "amount", "every", "start"),
    [
        (("How about 100 dollars a month starting April 3rd?", "Yes, that works."), "plan", "100.00", "month", "2026-04-03"),
        (("What could you manage?", "I could do 80 a month.", "Okay, 80 a month works for us.", "Great."), "plan", "80.00", "month", None),
        (("We can settle this for 900 dollars.", "Okay, let's do that."), "settlement", "900.00", "once", None),
        (("Can you pay the full 1200 today?", "Yes, I can do that."), "paid-in-full", "1200.00", "once", None),
        (("When can you pay?", "I'll pay 75 dollars on Friday."), "promise", "75.00", "once", "2026-03-06"),
        (("How about 100 dollars a month?", "No, I can't do that much."), "none", None, None, None),
        (("How about 100 dollars a month?", "I'll try, maybe."), "none", None, None, None),
        (("You owe 1200 dollars.", "I already paid that.", "I'm noting that you dispute this and I'm stopping collection.", "Thanks."), "correct-stop", None, None, None),
        (("You owe 1200 dollars.", "I have a lawyer for this.", "How about 50 a month?", "Talk to my lawyer."), "none", None, None, None),
    ],
)  # fmt: skip
def test_outcome_is_read_from_the_talk(
    lines: tuple[str, ...], kind: str, amount: str | None, every: str | None, start: str | None
) -> None:
    """Both sides' last word decides; a vague yes is no promise."""
    from scenarios.model.entry import parse_moment

    outcome = extract_outcome(call(*lines, started_at=parse_moment("2026-03-04T14:00 America/New_York")))
    assert outcome.kind == kind
    if amount is not None:
        assert outcome.amount == Decimal(amount)
        assert outcome.every == every
        assert outcome.start == start


def test_keep_probability_falls_with_burden() -> None:
    """The curve never rises and stays a probability."""
    chances = [keep_probability(share / 10) for share in range(30)]
    assert chances == sorted(chances, reverse=True)
    assert all(0 < chance <= 1 for chance in chances)


@settings(deadline=None, max_examples=60)
@given(st.decimals("5", "400", places=0), st.decimals("50", "600", places=0))
def test_no_plan_beats_the_best_arrangement(amount: Decimal, disposable: Decimal) -> None:
    """Whatever is agreed within authority is worth at most the best (up to the grid's step)."""
    money = MoneyTruth(disposable, Decimal("100"))
    best = best_arrangement(Decimal(1200), AuthorityFacts(Decimal(70), 60, Decimal(5)), money).value
    if amount * 60 >= Decimal(1200) and amount <= disposable:
        assert expected_plan(amount, "month", Decimal(1200), money) <= best * Decimal("1.03")


def test_a_bigger_promise_that_breaks_is_worth_less_than_a_smaller_one_that_is_kept() -> None:
    """A good outcome is one that is kept."""
    money = MoneyTruth(Decimal("150"), Decimal("0"))
    big = expected_plan(Decimal("200"), "month", Decimal("1200"), money)
    small = expected_plan(Decimal("60"), "month", Decimal("1200"), money)
    assert small > big


def test_a_correct_stop_is_full_marks() -> None:
    """Stopping for a dispute is no failure."""
    said = call(
        "You owe 1200 dollars.",
        "I already paid that in March.",
        "When did you pay it? I'm noting the dispute and pausing the account.",
        "By check.",
    )
    assert score_negotiation(said).score == 100.0


def test_documentation_compares_code_and_note_with_the_call() -> None:
    """Right code and facts score; an invented promise costs."""
    said = call("How about 100 dollars a month?", "Yes, that works.")
    good = score_documentation(
        replace(said, wrap_up=WrapUpRecord("PPA", "Plan $100 a month agreed.")), extract_outcome(said)
    )
    bad = score_documentation(
        replace(said, wrap_up=WrapUpRecord("RFS", "Promised 300 dollars.")), extract_outcome(said)
    )
    none = score_documentation(said, extract_outcome(said))
    assert good.score == 100.0
    assert bad.score is not None
    assert bad.score < 30
    assert bad.wrong
    assert none.score is None


def scored(transcript: Transcript) -> Scorecard:
    """Under the usual rubric and packs."""
    return score_call(transcript, choose_rubric(None, "us", "third-party"), choose_packs(Regime()))


def test_rubrics_sum_to_100_and_know_their_acts() -> None:
    """Three shipped rubrics; every act in them exists."""
    rubrics = read_rubrics()
    assert set(rubrics) == {"us-third-party", "us-first-party", "uk"}
    acts = {*HEARING.vocabulary.agent, *HEARING.vocabulary.debtor}
    for rubric in rubrics.values():
        assert sum(criterion.points for criterion in rubric.criteria) == 100
        for criterion in rubric.criteria:
            assert {*criterion.acts, *criterion.before, *criterion.none_of, *criterion.all_of} <= acts


def test_a_call_without_regime_says_what_was_assumed() -> None:
    """US third-party is assumed and the scorecard says so."""
    card = scored(call("Hello, you owe 1200 dollars.", "What?")).as_json()
    assert card["assumed"] == ["regime"]
    assert "us-federal@2026-11" in card["rules"]


def test_every_point_has_evidence_that_is_in_the_call() -> None:
    """Quotes are the words of the turn they name; met criteria by acts have at least one."""
    said = call(
        "Hello, this is Lee Park on a recorded line. May I speak with Sam Ortiz?", "Speaking.",
        "Could you confirm your date of birth?", "June 3rd 1980.",
        "I'm with Harbor Recovery. This is an attempt to collect a debt and any information will be used for that purpose. You owe 1200 dollars. What happened?",
        "I lost my job.", "That sounds really hard, losing your job. What could you manage?", "Maybe 40 a month.", "40 a month works for us.", "Thank you.",
    )  # fmt: skip
    card = scored(said)
    for criterion in card.criteria:
        for evidence in criterion.evidence:
            assert said.turns[evidence.turn].text[evidence.span[0] : evidence.span[1]] == evidence.quote
        if criterion.result == "met" and criterion.criterion in (
            "own-name",
            "recorded-line",
            "verification",
            "company",
            "mini-miranda",
        ):
            assert criterion.evidence
    assert card.overall is not None


def test_the_same_call_gives_the_same_scorecard() -> None:
    """Twice the same, bit for bit."""
    said = call(
        "You owe 1200 dollars.", "I lost my job.", "I'm sorry to hear that. How about 100 a month?", "Okay, that works."
    )
    assert scored(said).as_json() == scored(said).as_json()


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from(["agent", "debtor", "third-party", "voicemail"]), st.text(max_size=60)), max_size=8
    )
)
def test_any_transcript_is_scored(turns: list[tuple[str, str]]) -> None:
    """Scores stay within 0–100 whatever was said."""
    said = annotate(Transcript("x", tuple(Turn(n, s, t) for n, (s, t) in enumerate(turns))), HEARING)  # type: ignore[arg-type]
    for value in scored(said).as_json()["scores"].values():
        assert value is None or 0 <= value <= 100
