"""Times that a person called bad: how they are written, when they run, when they are over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.compliance.bad_times import DAYS, bad_time_at, parse_bad_time
from scoring.compliance.packs import choose_packs
from scoring.compliance.scheduling import may_contact
from scoring.transcript import Regime, StatusFacts, Transcript
from simulator.evaluation.parsing import parse_call

LONDON = ZoneInfo("Europe/London")
WEDNESDAY = datetime(2026, 3, 4, 10, 0, tzinfo=LONDON)


@pytest.mark.parametrize(
    "written", ["mornings", "monday 9-12", "daily 16:00-09:00", "until friday", "until 2026-02-30", "daily 25:00-26:00", ""]
)  # fmt: skip
def test_bad_time_in_no_known_form_is_refused_with_the_forms(written: str) -> None:
    """Nothing is guessed: a slip would silently allow a call."""
    with pytest.raises(ValueError, match="until 2026-03-20"):
        parse_bad_time(written)


@pytest.mark.parametrize(
    ("written", "over"),
    [
        ("daily 09:00-16:00", datetime(2026, 3, 4, 16, 0, tzinfo=LONDON)),
        ("Wednesday", datetime(2026, 3, 5, 0, 0, tzinfo=LONDON)),
        ("wednesday 10:00-10:01", datetime(2026, 3, 4, 10, 1, tzinfo=LONDON)),
        ("until 2026-03-20", datetime(2026, 3, 20, 0, 0, tzinfo=LONDON)),
        ("thursday", None),
        ("daily 10:01-16:00", None),
        ("daily 08:00-10:00", None),
        ("until 2026-03-04", None),
    ],
)
def test_bad_time_runs_from_its_first_minute_up_to_its_last(written: str, over: datetime | None) -> None:
    """At ten o'clock on a Wednesday."""
    found = bad_time_at(WEDNESDAY, (written,), LONDON)
    assert (found and found[1]) == over


@given(
    st.integers(0, 525_600),
    st.sampled_from([*DAYS, "daily 06:00-22:00", "daily", "until 2026-07-01"]),
)
def test_bad_time_is_over_when_it_says(minutes: int, written: str) -> None:
    """The end lies ahead and, unless every day is bad, is free again."""
    at = (WEDNESDAY.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(LONDON)
    found = bad_time_at(at, (written,), LONDON)
    if found is not None:
        assert found[1] > at
        assert written == "daily" or bad_time_at(found[1], (written,), LONDON) is None


def test_bad_time_that_ends_last_is_the_one_that_is_named() -> None:
    """Waiting for the first would only lead into the second."""
    found = bad_time_at(WEDNESDAY, ("daily 09:00-11:00", "wednesday 10:00-18:00"), LONDON)
    assert found is not None
    assert found[0].written == "wednesday 10:00-18:00"
    assert found[1] - WEDNESDAY == timedelta(hours=8)


@pytest.mark.parametrize(
    ("jurisdiction", "collector", "rule"),
    [
        ("us", "third-party", "us-fdcpa/inconvenient-designated"),
        ("uk", "third-party", "uk-conc/unreasonable-time"),
        ("us", "first-party", "policy/bad-time"),
        ("au", "third-party", "policy/bad-time"),
    ],
)
def test_bad_time_is_refused_by_the_rule_of_the_place(jurisdiction: str, collector: str, rule: str) -> None:
    """One refusal: the law's where it has one, the shop's elsewhere."""
    regime = Regime(jurisdiction, collector)
    planned = Transcript(
        "planned", (), regime=regime, started_at=WEDNESDAY.replace(hour=12), debtor_zone="Europe/London", recent_calls=(),
        status=StatusFacts(inconvenient=("wednesday 11:00-14:00",)),
    )  # fmt: skip
    answer = may_contact(planned, choose_packs(regime), regime)
    assert [each.rule for each in answer.refusals] == [rule]
    assert answer.next_moment == WEDNESDAY.replace(hour=14)


def test_recorded_call_with_a_bad_time_in_no_known_form_is_refused() -> None:
    """Before anything is judged, and with the name of the field."""
    with pytest.raises(ValueError, match=r"status\.inconvenient.*'mornings'"):
        parse_call({"id": "a", "turns": [], "status": {"inconvenient": ["mornings"]}})
