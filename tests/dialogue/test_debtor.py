"""The debtor: coherent, consistent, never saying a line twice, and always able to answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.packs import read_feelings
from scoring.transcript import HeardAct
from simulator.calls.call import Call
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import Agreed, DebtorSpoke, FactTold, MoodMoved, OfferNamed, StatusRaised
from simulator.dialogue.wording import Part, compose, led
from tests.conftest import HEARING, LIBRARY, said

Begin = Callable[..., Call]
NAMES = LIBRARY.names("library")
LINES = [line for name in NAMES for script in LIBRARY.scenario(name).calls for line in script.agent]


def test_three_acts_get_one_coherent_reply(begin: Begin) -> None:
    """One utterance with several acts gets one answer to what was asked."""
    call = begin()
    call.say("Hello, this is Lee Park on a recorded line. May I speak with Maria Lopez?", 1.0)
    reply = said(call)[-1]
    assert [heard.act for heard in reply.acts] == ["confirm-identity"]
    assert call.state.phase == "verification"


def test_the_debtor_asks_who_it_is_before_giving_details(begin: Begin) -> None:
    """A stranger gets no date of birth."""
    call = begin()
    call.say("May I speak with Maria Lopez?", 1.0)
    call.say("What's your date of birth?", 5.0)
    assert "verified" not in call.state.flags
    call.say("My name is Lee Park. To protect your privacy, could you confirm your date of birth?", 9.0)
    assert "verified" in call.state.flags
    assert "September 14th, 1986" in said(call)[-1].text


def test_somebody_asked_for_their_name_gives_their_name(begin: Begin) -> None:
    """And no other detail in its place."""
    call = begin("about-this-letter")
    call.say("Thank you for calling, my name is Lee Park. May I have your full name?", 1.0)
    assert "Abel Ruzek" in said(call)[-1].text
    assert "1951" not in said(call)[-1].text


def test_vehicle_is_feared_for_until_the_truth_is_told(begin: Begin) -> None:
    """Whatever else is said of the balance; afterwards they can think about money."""
    call = begin("the-truck")
    for line in (
        "Hello, this is Lee Park. May I speak with Luis Ortega?",
        "Could you confirm your date of birth?",
        "I'm calling from Hillcrest Auto Finance about the 1104 dollars you owe.",
    ):
        call.say(line, 1.0)
    assert call.state.state == "afraid-for-it"
    assert "truck" in said(call)[-1].text
    call.say("No, we won't repossess the truck.", 9.0)
    assert call.state.state == "told"


def test_crisis_is_left_only_by_handing_on_or_by_ending(begin: Begin) -> None:
    """Money meets nothing; asking whether they are safe holds them; a service that is named is taken."""
    call = begin("a-dark-place")
    for line in (
        "Hello, this is Lee Park. May I speak with Daniel Frost?",
        "Could you confirm your date of birth?",
        "I'm calling from Northgate Recoveries about the 3120 pounds you owe.",
    ):
        call.say(line, 1.0)
    assert call.state.state == "crisis"
    call.say("How about 50 pounds a month?", 6.0)
    assert call.state.state == "crisis"
    call.say("Are you safe right now? Is anyone with you?", 9.0)
    assert call.state.state == "held"
    call.say("We have a specialist team who can talk with you.", 12.0)
    assert call.state.state == "handed-on"


def test_a_hidden_fact_is_told_only_when_asked_well(begin: Begin) -> None:
    """Trust decides whether the reason is told."""
    rude = begin("never-told")
    for line in ("Is this Tom Briggs?", "Calm down and tell me your income."):
        rude.say(line, 1.0)
    assert "money" not in rude.state.told


def test_an_indirect_attorney_comes_up_and_outweighs_the_offer(begin: Begin) -> None:
    """What just came up is said instead of an answer to the asking."""
    call = begin("talk-to-her-office")
    for line in (
        "Hello, this is Lee Park. May I speak with Angela Brooks?",
        "Could you confirm your date of birth?",
        "I'm with Harbor Recovery Group, a debt collector, about a balance of $1,265.",
        "Can you pay the full balance today?",
    ):
        call.say(line, 1.0)
    assert call.state.statuses == ("attorney",)
    assert not any(isinstance(event, Agreed) for event in call.events)
    assert any("Ruiz" in reply.text for reply in said(call))


def test_a_threat_closes_and_insults_end_the_call(begin: Begin) -> None:
    """A debtor who has had enough hangs up."""
    call = begin()
    call.say("Is this Maria Lopez? Pay up you deadbeat or you'll be arrested.", 1.0)
    if not call.over:
        call.say("You're a liar and a loser.", 2.0)
    assert call.state.ended_by == "debtor"


@pytest.mark.parametrize("flow", ["outbound-call", "inbound-call"])
def test_no_breach_is_met_with_indifference(flow: str) -> None:
    """Whatever the vocabulary calls a breach moves the mood and has an answer in every flow."""
    heard = {act for reaction in LIBRARY.flow(flow).dialogue for act in reaction.hears}
    feelings = read_feelings()
    breaches = [name for name, act in HEARING.vocabulary.agent.items() if act.breach]
    assert len(breaches) > 30
    assert [name for name in breaches if name not in heard] == []
    assert [name for name in breaches if name not in feelings] == []


def test_a_visit_announced_is_no_small_talk(begin: Begin) -> None:
    """It costs trust and gets an answer."""
    call = begin()
    call.say("Hello, this is Lee Park on a recorded line. May I speak with Maria Lopez?", 1.0)
    before = call.state.trust
    call.say("We've arranged a home visit for Thursday.", 5.0)
    assert call.state.trust < before - 20
    assert "backchannel" not in [heard.act for heard in said(call)[-1].acts]


def test_kindness_wears_off_when_repeated(begin: Begin) -> None:
    """The third stock phrase moves nothing."""
    call = begin()
    trusts = []
    for _ in range(3):
        call.say("I'm sorry to hear that.", 1.0)
        trusts.append(call.state.trust)
    assert trusts[0] > 35
    assert trusts[2] == trusts[1]


def test_words_not_understood_cost_nothing_and_are_answered_in_different_ways(begin: Begin) -> None:
    """Asked back like a person, without repeating, and the mood stays."""
    call = begin()
    before = (call.state.trust, call.state.patience, call.state.stress)
    for text in ("purple monkey dishwasher", "seven green trombones sideways", "wibble wobble"):
        call.say(text, 1.0)
    assert (call.state.trust, call.state.patience, call.state.stress) == before
    replies = [reply.text for reply in said(call)[1:]]
    assert len(set(replies)) == 3


@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_said_twice_in_a_call(name: str, begin: Begin) -> None:
    """Forty turns of the same questions, and no line comes again."""
    call = begin(name)
    questions = (
        "What happened?",
        "What could you manage each month?",
        "How about 50 a month?",
        "zzz qqq",
        "When do you get paid?",
    )
    for number in range(40):
        if call.over:
            break
        call.say(questions[number % len(questions)], float(number))
    lines = [line for reply in said(call) for line in reply.lines if line != "…"]
    assert len(lines) == len(set(lines))


def test_a_lead_in_moves_the_spans_and_keeps_names() -> None:
    """What comes before an answer belongs to nobody's act, and a name keeps its capital."""
    text, acts = led("Well,", "That's too much for me.", (HeardAct("reject", {}, (0, 23)),))
    assert text == "Well, that's too much for me."
    assert text[slice(*acts[0].span)] == "that's too much for me."
    assert led("Well,", "I can't.", ())[0] == "Well, I can't."


def test_a_lead_in_is_said_once_and_only_before_an_answer(begin: Begin) -> None:
    """Nobody says hello or gives a birthday with "Well," in front, and no way of beginning is used up twice."""
    heard: list[str] = []
    for name in NAMES[:16]:
        call = begin(name, 2)
        leads = [str(line) for line in call.cast.voice.lines.get("lead-in", ())]
        for line in LIBRARY.scenario(name).calls[0].agent:
            call.say(line, 1.0)
        assert not any(lead in reply.lines for reply in said(call)[:2] for lead in leads)
        used = [lead for reply in said(call) for lead in reply.lines if lead in leads]
        assert len(used) == len(set(used))
        heard += used
    assert len(set(heard)) > 1


def test_an_authors_line_never_brings_up_a_status_by_a_mishearing() -> None:
    """A status is in the person's file or it is not there at all."""
    part = Part("I'd heard of them. I didn't know it was free.", (), "status", "asked")
    _, acts, _ = compose([part], lambda line: (HeardAct("dispute", {}, (0, 5)), HeardAct("thank", {}, (0, 5))))
    assert [heard.act for heard in acts] == ["thank"]


def test_another_seed_gives_other_words_and_the_same_facts(begin: Begin) -> None:
    """Seeded variation stays consistent."""
    texts = set()
    for seed in range(6):
        call = begin(seed=seed)
        call.say("Hello, this is Lee Park. May I speak with Maria Lopez?", 1.0)
        call.say("Could you confirm your date of birth?", 2.0)
        assert "September 14th, 1986" in said(call)[-1].text
        texts.add(said(call)[1].text)
    assert len(texts) > 1


SPOKEN = [
    name
    for name in NAMES
    if not any(state.silent for state in LIBRARY.flow(LIBRARY.scenario(name).flow).states.values())
]
"""Scenarios in which somebody answers; a tape and a letter do not."""
TALK = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=60)), max_size=10)


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(SPOKEN), TALK, st.integers(0, 99))
def test_any_talk_gets_a_reply_and_moods_stay_in_range(name: str, talk: list[str], seed: int) -> None:
    """Whatever is said, the debtor answers or the call is over."""

    call = Call(Cast.of(LIBRARY, name, seed), HEARING)
    for number, text in enumerate(talk):
        if call.over:
            break
        events = call.say(text, float(number))
        assert any(isinstance(event, DebtorSpoke) and event.text for event in events)
        for event in events:
            if isinstance(event, MoodMoved):
                assert all(0 <= value <= 100 for value in (event.trust, event.patience, event.stress))
            if isinstance(event, DebtorSpoke):
                assert "{" not in event.text or "{" in text


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(SPOKEN), st.lists(st.sampled_from(LINES), max_size=12), st.integers(0, 99))
def test_what_is_noted_as_told_or_offered_was_said(name: str, talk: list[str], seed: int) -> None:
    """No fact is told, no figure named and no status raised in the log without words in the reply."""

    call = Call(Cast.of(LIBRARY, name, seed), HEARING)
    for number, text in enumerate(talk):
        if call.over:
            break
        events = call.say(text, float(number))
        reply = next(event for event in events if isinstance(event, DebtorSpoke))
        acts = {heard.act for heard in reply.acts}
        answered_status = any(" after " in why for why in reply.why)
        for event in events:
            if isinstance(event, FactTold) and not answered_status:
                assert call.cast.persona.facts[event.fact].act in acts
            if isinstance(event, OfferNamed) and not answered_status:
                assert "offer" in acts
            if isinstance(event, StatusRaised):
                note = next(each for each in call.cast.persona.statuses if each.status == event.status)
                assert (note.act or note.status) in acts


def test_detail_that_they_do_not_have_is_not_given_as_another(begin: Callable[..., Call]) -> None:
    """They say so, and give one that they have."""
    call = begin("hospital-bill")
    call.say("Hello, this is Lee Park on a recorded line. May I speak with Maria Lopez?", 0.0)
    call.say("Could I have your email address to verify you?", 12.0)
    spoke = [event for event in call.events if isinstance(event, DebtorSpoke)][-1]
    (given,) = [act for act in spoke.acts if act.act == "give-identity-detail"]
    assert given.slots["kind"] == "birth-date"
    others = [str(line).partition("{")[0].strip() for line in call.cast.voice.lines["give-other-detail"]]
    assert any(spoke.text.startswith(start) for start in others)
