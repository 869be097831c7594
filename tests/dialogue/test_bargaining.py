"""How debtors bargain: what they can keep, what they offer, and what they contradict."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from simulator.calls.call import Call
from simulator.dialogue.cast import Cast
from simulator.dialogue.money_talk import next_payday
from simulator.dialogue.negotiation import Proposal, consider, every_of, monthly, standing_figure
from tests.conftest import LIBRARY, said

Begin = Callable[..., Call]
NAMES = LIBRARY.names("library")
LINES = [line for name in NAMES for script in LIBRARY.scenario(name).calls for line in script.agent]
KNOWN_TO_TOM = (
    "Hello, my name is Lee Park and this line is recorded. Am I speaking with Tom Briggs?",
    "To protect your privacy, could you confirm your date of birth?",
)


def test_second_promise_is_cheap_until_somebody_asks_what_got_in_the_way(begin: Begin) -> None:
    """In a call after a broken promise: yes to any date, then the truth."""
    call = begin("fifth-came-and-went")
    for line in (
        "Hello, this is Lee Park. May I speak with Renee Dufour?",
        "Could you confirm your date of birth?",
        "I'm calling about your account with Corvid Furniture, the payment on the fifth didn't arrive.",
    ):
        call.say(line, 1.0)
    assert call.state.state == "reminded"
    call.say("So when can you pay it?", 9.0)
    assert "agree-vaguely" in {act.act for act in said(call)[-1].acts}
    call.say("What happened?", 12.0)
    assert call.state.state == "told"
    assert "reason" in call.state.told


TASHA = (
    "Hello, this is Lee Park on a recorded line. May I speak with Tasha Greer?",
    "Could you confirm your date of birth?",
    "I'm calling from Midwest Electric, the balance is 412.60. What happened?",
    "That sounds exhausting, with fewer shifts and a baby at home.",
    "What could you manage?",
)


@pytest.mark.parametrize(
    "line", ["Could you do 40 on the 20th?", "Could you put 40 towards it?", "So that's 40 on the 20th by card, right?", "How about 40 a month?"]
)  # fmt: skip
def test_who_is_asked_for_less_than_they_offered_says_yes(begin: Begin, line: str) -> None:
    """She named 45 a month; nobody answers a smaller wish with a larger offer."""
    call = begin("lights-and-nights", 5)
    for each in TASHA:
        call.say(each, 1.0)
    assert call.state.offers
    offered = len(call.state.offers)
    call.say(line, 9.0)
    assert len(call.state.offers) == offered
    assert call.state.agreement is not None
    assert call.state.agreement.amount == 40


def test_figures_read_out_are_no_proposal(begin: Begin) -> None:
    """A breakdown of the balance asks for nothing, so nothing is agreed to."""
    call = begin("never-told")
    for line in (*KNOWN_TO_TOM, "It's 142.40 for the last month of service and 470 left on the handset."):
        call.say(line, 1.0)
    assert call.state.agreement is None


def test_agreement_never_exceeds_what_can_be_kept_unless_a_people_pleaser(begin: Begin) -> None:
    """Offers are answered from true finances."""
    for name in NAMES:
        call = begin(name)
        finances = call.cast.persona.finances
        if finances is None or call.cast.persona.bargaining.overpromises:
            continue
        for amount in (20, 60, 120, 250, 500, 900, 5000):
            decision = consider(call.cast, call.state, Proposal("plan", Decimal(amount), "month"))
            if decision.answer == "accept":
                assert monthly(decision.amount, decision.every) <= finances.disposable


def test_counter_offers_never_fall(begin: Begin) -> None:
    """Each concession is at least the one before."""
    call = begin()
    figures = [standing_figure(call.cast, step) for step in range(6)]
    assert figures == sorted(figures)
    assert call.cast.persona.finances is not None
    assert figures[-1] <= call.cast.persona.finances.disposable


def test_a_recap_that_says_more_than_was_agreed_is_contradicted(begin: Begin) -> None:
    """The debtor remembers the figure; the right one is confirmed afterwards."""
    call = begin()
    for line in (
        "Hello, this is Lee Park. May I speak with Maria Lopez?",
        "Could you confirm your date of birth?",
        "So you've had a hard year, that sounds stressful. How about 60 dollars a month?",
    ):
        call.say(line, 1.0)
    assert call.state.agreement is not None
    call.say("Let me read that back: 160 dollars a month starting April 3rd by debit card.", 2.0)
    assert "$60 a month" in said(call)[-1].text
    assert [heard.act for heard in said(call)[-1].acts] == ["reject"]
    call.say("Sorry, let me read it back again: 60 dollars a month starting April 3rd by debit card.", 3.0)
    assert "accept" in [heard.act for heard in said(call)[-1].acts]


@pytest.mark.parametrize("name", ["wedding-season", "lights-and-nights", "autopay-broke"])
def test_way_of_paying_stays_the_same_before_anything_is_agreed(name: str, begin: Begin) -> None:
    """Asked three times: nobody who said a card says the bank next."""
    for seed in range(1, 9):
        call = begin(name, seed)
        told = set()
        for line in (
            f"Hello, this is Lee Park on a recorded line. May I speak with {call.cast.persona.name}?",
            "Could you confirm your date of birth?",
            "How would you like to pay?",
            "How do you want to pay?",
            "By card or by bank transfer?",
        ):
            if call.over:
                break
            call.say(line, 1.0)
            told.add(frozenset(flag for flag in call.state.flags if flag.startswith("pays-by-")))
        assert len(told - {frozenset()}) <= 1, (seed, told)


def test_a_day_before_payday_is_contradicted_and_the_method_is_not_told_twice(begin: Begin) -> None:
    """What was said of day and card stays said."""
    call = begin()
    for line in (
        "Hello, this is Lee Park. May I speak with Maria Lopez?",
        "Could you confirm your date of birth?",
        "So you've had a hard year, that sounds stressful. How about 60 dollars a month?",
        "What day would suit you for the first payment, and how would you like to pay?",
    ):
        call.say(line, 1.0)
    told = said(call)[-1]
    assert "the 3rd" in told.text.lower()
    assert [heard.slots.get("due") for heard in told.acts if heard.act == "promise"] == [
        next_payday(call.cast).isoformat()
    ]
    call.say("So that's 60 dollars a month, starting the 1st of April, by debit card.", 2.0)
    assert "reject" in [heard.act for heard in said(call)[-1].acts]
    call.say("Sorry, 60 dollars a month, starting the 3rd of April, by debit card. Is that right?", 3.0)
    assert "accept" in [heard.act for heard in said(call)[-1].acts]


def test_all_at_once_is_not_a_plan(begin: Begin) -> None:
    """Who agreed to pay it all does not confirm instalments, however small."""
    call = begin("autopay-broke", 0)
    for line in (
        "Hello, this is Lee Park on a recorded line. May I speak with Derek Owens?",
        "To protect your privacy, could you confirm your date of birth?",
        "I'm calling from Prairie Power about your February bill of $186.20. Can you pay it in full today?",
    ):
        call.say(line, 1.0)
    accepted = next(heard for heard in said(call)[-1].acts if heard.act == "accept")
    assert accepted.slots == {"amount": "186.20", "every": "once"}
    call.say("To recap, that's 63 dollars a month starting on the 28th. Is that right?", 2.0)
    assert "$186.20" in said(call)[-1].text
    assert "reject" in [heard.act for heard in said(call)[-1].acts]


def test_another_way_of_paying_than_was_told_is_contradicted(begin: Begin) -> None:
    """Whoever said bank transfer does not confirm a card."""
    call = begin("waiting-to-be-paid", 0)
    for line in (
        "Hello, this is Lee Park on a recorded line. May I speak with Joy Tan?",
        "Could you confirm your customer number or email?",
        "How about 550 dollars a month?",
        "What day would suit you for the first payment, and how would you like to pay?",
    ):
        call.say(line, 1.0)
    way = next(str(heard.slots["method"]) for heard in said(call)[-1].acts if heard.act == "give-payment-detail")
    other = "debit card" if way == "bank" else "bank transfer"
    call.say(f"So that's 550 dollars a month, starting May 15th, by {other}. Is that right?", 2.0)
    assert "reject" in [heard.act for heard in said(call)[-1].acts]


@pytest.mark.parametrize("name", LIBRARY.names("library"))
def test_nobody_offers_more_than_is_owed(name: str) -> None:
    """However often they give way; a figure that pays everything is paid once."""
    cast = Cast.of(LIBRARY, name, 1)
    owed = cast.scenario.account.balance.amount
    for step in range(6):
        figure = standing_figure(cast, step)
        assert figure <= owed
        assert every_of(cast, figure) == ("once" if figure == owed else "month")


def test_a_grudge_is_said_before_any_money_is_talked_of(begin: Begin) -> None:
    """Somebody who feels wronged does not pay at the first asking, whatever is in the bank."""
    call = begin("never-told")
    for line in (
        *KNOWN_TO_TOM,
        "I'm with Harbor Recovery Group. It's $612.40 with Crestline Mobile. Can you pay it in full today?",
    ):
        call.say(line, 1.0)
    assert "reason" in call.state.told
    assert call.state.agreement is None
