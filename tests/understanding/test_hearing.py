"""Hearing: acts, slots, spans; what is no threat; and that nothing said can break it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.understanding.anchors import may_match
from simulator.understanding.candidates import LIKELY
from simulator.understanding.hearing import Earlier, Hearing
from simulator.understanding.values import find_values
from simulator.understanding.words import normalise
from tests.conftest import HEARING

TODAY = date(2026, 3, 4)


def acts(text: str, speaker: str = "agent", context: list[Earlier] | None = None) -> list[str]:
    """Names of the acts heard."""
    return [heard.act for heard in HEARING.hear(text, speaker, context or [], TODAY)]


def test_every_act_has_examples_and_hears_them(hearing: Hearing) -> None:
    """Said word for word, an example is heard as its act; the model alone finds at least 94 in 100 of them."""
    asked = []
    for side in ("agent", "debtor"):
        for name, act in hearing.vocabulary.side(side).items():
            assert len(act.examples) >= 3, name
            asked += [(name, side, example) for example in act.examples]
    found = hearing.hear_many([(example, side, (), TODAY) for _, side, example in asked])
    by_heart = sum(name in {each.act for each in heard} for (name, _, _), heard in zip(asked, found, strict=True))
    judged = hearing.model.judge_many([(normalise(example), side, "") for _, side, example in asked])
    learnt = sum(
        any(each.act == name and each.likely >= LIKELY for each in likely)
        for (name, _, _), likely in zip(asked, judged, strict=True)
    )
    assert by_heart / len(asked) >= 0.98
    assert learnt / len(asked) >= 0.94


def test_several_acts_in_one_utterance_are_heard_with_their_words() -> None:
    """Each act rests on its own words."""
    text = "Thanks, Maria. That sounds really hard. How about 75 dollars a month starting April 3rd?"
    found = {heard.act: heard for heard in HEARING.hear(text, "agent", [], TODAY)}
    assert {"thank", "acknowledge-hardship", "offer-plan"} <= set(found)
    plan = found["offer-plan"]
    assert dict(plan.slots) == {"amount": "75.00", "currency": "USD", "every": "month", "start": "2026-04-03"}
    assert text[plan.span[0] : plan.span[1]].startswith("How about 75")


@pytest.mark.parametrize(
    "text",
    [
        "You can't be arrested for owing this.",
        "No, nobody is going to take your house.",
        "We are not going to sue you.",
        "We won't call your employer.",
        "I'm sorry somebody called you a liar.",
        "Did someone tell you we would have you arrested?",
        "Are you worried that we'd take you to court?",
        "There is no fee to pay by phone.",
        "You don't need to borrow anything.",
        "I'm not an attorney.",
    ],
)
def test_denied_or_reported_threats_are_no_breach(text: str, hearing: Hearing) -> None:
    """A negated threat is not a threat."""
    breaches = {name for name, act in hearing.vocabulary.agent.items() if act.breach}
    assert not breaches & set(acts(text))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Be home Thursday, our man in uniform will come by.", "threaten-arrest"),
        ("It would be a shame if your manager found out.", "threaten-publicity"),
        ("If you don't pay today we'll garnish your wages.", "threaten-garnish"),
        ("I'd hate to see this go to our legal department.", "threaten-lawsuit"),
        ("Couldn't your brother lend you the money?", "press-to-borrow"),
    ],
)
def test_polite_breaches_are_heard(text: str, act: str) -> None:
    """A breach needs no shouting."""
    assert act in acts(text)


@pytest.mark.parametrize(
    ("before", "text", "speaker", "act"),
    [
        ("Is this Maria Lopez?", "Yes.", "debtor", "confirm-identity"),
        ("Is this Maria Lopez?", "No.", "debtor", "deny-identity"),
        ("How about 50 dollars a month?", "yeah that works", "debtor", "accept"),
        ("How about 50 dollars a month?", "no", "debtor", "reject"),
        ("I could do 40 dollars a month.", "Okay, that works.", "agent", "accept-offer"),
    ],
)
def test_a_bare_answer_takes_its_meaning_from_the_question(before: str, text: str, speaker: str, act: str) -> None:
    """Context decides what yes and no mean."""
    other = "agent" if speaker == "debtor" else "debtor"
    assert act in acts(text, speaker, [Earlier(other, before)])


@pytest.mark.parametrize(
    ("text", "amounts", "days", "every"),
    [
        ("I could do two fifty a month", ["250"], [], "month"),
        ("a hundred and fifty on Friday", ["150"], ["2026-03-06"], None),
        ("£12.50 a week", ["12.50"], [], "week"),
        ("thirty-four fifty is the balance", ["3450"], [], None),
        ("my last four are 8841", [], [], None),
        ("call me at 800-555-0100", [], [], None),
        ("my card is 4111 1111 1111 1111", [], [], None),
        ("114 Alder Street", [], [], None),
        ("by the end of the month", [], ["2026-03-31"], None),
        ("six payments of 75", ["75"], [], None),
        ("75 every two weeks from the 15th", ["75"], ["2026-03-15"], "two-weeks"),
    ],
)
def test_values_are_told_from_other_digits(text: str, amounts: list[str], days: list[str], every: str | None) -> None:
    """Card, phone and identity digits are never money."""
    values = find_values(normalise(text), TODAY)
    assert [str(money.amount) for money in values.money] == amounts
    assert [mention.day.isoformat() for mention in values.dates] == days
    assert values.every == every


def test_nothing_recognised_gives_no_acts() -> None:
    """Out-of-vocabulary talk is no act."""
    assert acts("purple monkey dishwasher") == []
    assert acts("") == []


HOSTILE = st.one_of(
    st.text(max_size=300),
    st.sampled_from(
        [
            "[red]x[/red]",
            "\x1b[2J\x1b[31mred",
            "\u202eabc",
            "<b>&amp;</b>",
            "=cmd|' /C calc'!A0",
            "İ" * 50,
            "{name} {0} %s",
            "((((((((" * 50,
        ]
    ),
)


@settings(deadline=None, max_examples=150)
@given(HOSTILE, st.sampled_from(["agent", "debtor"]))
def test_any_text_is_heard_without_failing_and_spans_lie_inside(text: str, speaker: str) -> None:
    """Unicode, control characters, markup and escapes."""
    for heard in HEARING.hear(text, speaker, [Earlier("agent", text)], TODAY):
        assert 0 <= heard.span[0] <= heard.span[1] <= len(text)
        assert 0 < heard.confidence <= 1


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz '.,?$0123456789", max_size=120))
def test_skipping_frames_by_their_words_loses_nothing(text: str) -> None:
    """The quick way and the slow way find the same frames."""
    frames = HEARING.candidates.frames("agent")
    quick = {(hit.act, hit.start, hit.end) for hit in frames.find(text, 0)}
    slow = {(frame.act, *match.span()) for frame in frames.frames if (match := frame.pattern.search(text))}
    assert quick == slow


def test_examples_are_reached_by_frames_with_and_without_skipping(hearing: Hearing) -> None:
    """The same on real sentences, where frames do match."""
    for side in ("agent", "debtor"):
        frames = hearing.candidates.frames(side)
        for act in hearing.vocabulary.side(side).values():
            for example in act.examples:
                text = normalise(example)
                for frame in frames.frames:
                    if frame.pattern.search(text):
                        assert may_match(frame.needs, text), (frame.pattern.pattern, text)


def test_a_very_long_turn_is_heard() -> None:
    """A hundred thousand characters end in time and without failing."""
    assert "state-debt" in acts("You owe 1,840 dollars. " + "and so on and so forth " * 5000)


@pytest.mark.parametrize(
    "said", ["I understand.", "ok i understand", "I understand. Can you pay it in full this week?"]
)
def test_understanding_alone_acknowledges_nothing(hearing: Hearing, said: str) -> None:
    """Counting "I understand" ranks bad listeners above good ones."""
    assert "acknowledge-hardship" not in {each.act for each in hearing.hear(said)}
    assert "acknowledge-hardship" in {each.act for each in hearing.hear("I understand, that must be hard on you.")}


@pytest.mark.parametrize(
    ("said", "promised"), [("the 15th", True), ("Friday", True), ("no clue", False), ("pff", False)]
)
def test_bare_answer_to_when_commits_only_if_it_names_a_day(hearing: Hearing, said: str, promised: bool) -> None:
    """Whatever else is answered to "when can you pay it?" promises nothing."""
    heard = {each.act for each in hearing.hear(said, "debtor", [Earlier("agent", "When can you pay it?")])}
    assert bool(heard & {"promise", "offer"}) == promised


@pytest.mark.parametrize("before", ["That's me, yes. Is something wrong?", "I can't pay it.", "Okay.", "Who is this?"])
@pytest.mark.parametrize("threat", ["You will be arrested.", "You could be sued.", "We'll tell your boss."])
def test_plain_threat_is_heard_whatever_was_said_before_it(before: str, threat: str) -> None:
    """What came before may tell what a yes means; it excuses no threat."""
    heard = HEARING.hear(threat, "agent", [Earlier("debtor", before)])
    assert {each.act for each in heard} & HEARING.breaches
