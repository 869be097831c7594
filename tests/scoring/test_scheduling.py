"""May I dial? Hours in both zones, counts, pauses, holds and bad times, with the next lawful moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.compliance.packs import choose_packs
from scoring.compliance.scheduling import may_contact
from scoring.transcript import ContactFacts, PlacedCall, Regime, StatusFacts, Transcript

US = choose_packs(Regime("us", "third-party"))
NEW_YORK, LOS_ANGELES = ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles")


def planned(at: datetime, **facts: object) -> Transcript:
    """A contact that has not been made."""
    facts.setdefault("recent_calls", ())
    facts.setdefault("debtor_zone", "America/New_York")
    return Transcript("planned", (), regime=Regime(), started_at=at, **facts)  # type: ignore[arg-type]


def test_too_early_waits_for_eight_where_they_are() -> None:
    """Both the zone of the address and that of the number must allow it."""
    at = datetime(2026, 3, 4, 8, 10, tzinfo=NEW_YORK)
    assert may_contact(planned(at), US).allowed
    answer = may_contact(planned(at, contact=ContactFacts(number_zone="America/Los_Angeles")), US)
    assert [each.rule for each in answer.refusals] == ["us-fdcpa/time-of-day"]
    assert answer.next_moment == datetime(2026, 3, 4, 8, 0, tzinfo=LOS_ANGELES)


def test_night_before_the_clocks_change_ends_at_eight_new_time() -> None:
    """8 March 2026: eight o'clock comes an hour sooner."""
    answer = may_contact(planned(datetime(2026, 3, 7, 23, 0, tzinfo=NEW_YORK)), US)
    assert answer.next_moment == datetime(2026, 3, 8, 8, 0, tzinfo=NEW_YORK)
    assert answer.next_moment.utcoffset() == timedelta(hours=-4)


def test_holidays_of_a_year_that_is_not_listed_are_said_to_be_unknown() -> None:
    """A day that may have been one is neither allowed in silence nor forbidden."""
    sydney, australia = ZoneInfo("Australia/Sydney"), choose_packs(Regime("au", "third-party"))
    known = may_contact(
        planned(datetime(2028, 12, 27, 12, 0, tzinfo=sydney), debtor_zone="Australia/Sydney"), australia
    )
    later = may_contact(
        planned(datetime(2031, 12, 24, 12, 0, tzinfo=sydney), debtor_zone="Australia/Sydney"), australia
    )
    assert "holidays.au.2031" in later.unknown
    assert not [name for name in known.unknown if name.startswith("holidays")]


def test_eighth_call_waits_until_the_oldest_is_seven_days_old() -> None:
    """Busy lines, consented callbacks and texts do not count."""
    at = datetime(2026, 3, 4, 12, 0, tzinfo=NEW_YORK)
    calls = [PlacedCall(at - timedelta(days=day, hours=-1), False) for day in range(1, 8)]
    answer = may_contact(planned(at, recent_calls=tuple(calls)), US)
    assert [each.rule for each in answer.refusals] == ["us-regf/seven-in-seven"]
    assert answer.next_moment == at + timedelta(hours=1)
    others = (PlacedCall(at, False, channel="sms"), PlacedCall(at, False, connected=False), *calls[:6])
    assert may_contact(planned(at, recent_calls=others), US).allowed


def test_talk_means_seven_days_of_silence_unless_they_agreed() -> None:
    """The day of the conversation is day one."""
    at = datetime(2026, 3, 4, 12, 0, tzinfo=NEW_YORK)
    talked = (PlacedCall(datetime(2026, 3, 2, 18, 0, tzinfo=NEW_YORK), True),)
    answer = may_contact(planned(at, recent_calls=talked), US)
    assert answer.next_moment == datetime(2026, 3, 9, 8, 0, tzinfo=NEW_YORK)
    assert may_contact(planned(at, recent_calls=talked, contact=ContactFacts(consented_callback=True)), US).allowed
    assert may_contact(planned(at, recent_calls=talked, channel="sms"), US).allowed


@pytest.mark.parametrize(
    ("status", "channel", "rule"),
    [
        (StatusFacts(attorney=True), "phone", "us-fdcpa/attorney-represented"),
        (StatusFacts(bankruptcy=True), "letter", "us-bk/stay-discharge"),
        (StatusFacts(cease="written"), "sms", "us-fdcpa/cease-communication"),
        (StatusFacts(dispute="written"), "phone", "us-fdcpa/collect-after-dispute"),
        (StatusFacts(opted_out=("sms",)), "sms", "us-regf/media-optout"),
    ],
)
def test_hold_is_not_ended_by_waiting(status: StatusFacts, channel: str, rule: str) -> None:
    """Attorney, bankruptcy, written cease, written dispute, opt-out: no moment is lawful by itself."""
    answer = may_contact(planned(datetime(2026, 3, 4, 12, 0, tzinfo=NEW_YORK), status=status, channel=channel), US)
    assert not answer.allowed
    assert rule in [each.rule for each in answer.refusals]
    assert answer.next_moment is None


def test_time_they_called_bad_is_skipped() -> None:
    """`daily 09:00-16:00` from a night worker; a slip of the pen is refused with the form."""
    at = datetime(2026, 3, 4, 12, 0, tzinfo=NEW_YORK)
    answer = may_contact(planned(at, status=StatusFacts(inconvenient=("daily 09:00-16:00",))), US)
    assert answer.next_moment == datetime(2026, 3, 4, 16, 0, tzinfo=NEW_YORK)
    sunday = may_contact(
        planned(datetime(2026, 3, 8, 12, 0, tzinfo=NEW_YORK), status=StatusFacts(inconvenient=("sunday",))), US
    )
    assert sunday.next_moment == datetime(2026, 3, 9, 8, 0, tzinfo=NEW_YORK)
    with pytest.raises(ValueError, match="monday 09:00-12:00"):
        may_contact(planned(at, status=StatusFacts(inconvenient=("mornings",))), US)


def test_missing_call_log_is_said_and_not_taken_as_none() -> None:
    """Without recent calls nothing can be counted."""
    answer = may_contact(planned(datetime(2026, 3, 4, 12, 0, tzinfo=NEW_YORK), recent_calls=None), US)
    assert "recent_calls" in answer.unknown


def test_strictest_of_several_packs_wins() -> None:
    """Massachusetts allows two calls where federal law allows seven."""
    at = datetime(2026, 3, 4, 12, 0, tzinfo=NEW_YORK)
    calls = (PlacedCall(at - timedelta(days=1), False), PlacedCall(at - timedelta(days=3), False))
    packs = choose_packs(Regime("us-ma", "third-party"))
    answer = may_contact(planned(at, recent_calls=calls), packs, Regime("us-ma", "third-party"))
    assert [each.rule for each in answer.refusals] == ["us-ma/frequency"]
    assert answer.next_moment == at + timedelta(days=4)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 700 * 24 * 60),
    st.lists(st.integers(0, 20 * 24 * 60), max_size=12),
    st.sampled_from(["America/New_York", "America/Los_Angeles", "Europe/London", "Asia/Kolkata"]),
)
def test_next_moment_is_lawful(after: int, minutes: list[int], zone: str) -> None:
    """Whatever the record, contacting at the moment that was named is allowed."""
    at = datetime(2026, 1, 1, tzinfo=NEW_YORK) + timedelta(minutes=after)
    calls = tuple(PlacedCall(at - timedelta(minutes=each), each % 3 == 0) for each in minutes)
    plan = planned(at, recent_calls=calls, contact=ContactFacts(number_zone=zone))
    answer = may_contact(plan, US)
    if answer.next_moment is not None:
        again = planned(answer.next_moment, recent_calls=calls, contact=ContactFacts(number_zone=zone))
        assert may_contact(again, US).allowed
