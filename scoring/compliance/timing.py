"""The clock of contact rules: hours where the person is, contacts in a window of days, a pause after talking.

Owns this arithmetic for judging a call and for planning one. Pure: the moment is always given. Never reads the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scenarios.reading import read_model
from scoring.compliance.condition import Contacts, DayHours, Hours, Pause
from scoring.compliance.rule import Holidays
from scoring.transcript import PlacedCall

MIDNIGHT = time(0)


@lru_cache(maxsize=1)
def holidays() -> dict[str, frozenset[date]]:
    """The named lists of days on which some rules allow no contact."""
    path = Path(str(files("scoring"))) / "compliance" / "holidays.yaml"
    found, _ = read_model(path, Holidays, path.name)
    return {name: frozenset(days) for name, days in found.holidays.items()}


def known_zones(names: Iterable[str | None]) -> list[ZoneInfo]:
    """The zones among `names`, once each; what is not a zone is left out."""
    zones: dict[str, ZoneInfo] = {}
    for name in names:
        if name:
            try:
                zones[name] = ZoneInfo(name)
            except (ZoneInfoNotFoundError, ValueError):
                continue
    return list(zones.values())


def day_hours(hours: Hours, day: date) -> DayHours:
    """The hours of one day; None: nobody is contacted on it."""
    if hours.holidays and day in holidays().get(hours.holidays, frozenset()):
        return None
    return (hours.weekdays, hours.weekdays, hours.weekdays, hours.weekdays, hours.weekdays, hours.saturday, hours.sunday)[
        day.weekday()
    ]  # fmt: skip


def outside_hours(hours: Hours, at: datetime, zones: Sequence[ZoneInfo]) -> str | None:
    """Why `at` lies outside the hours in one of the zones, or None when it is inside in all of them."""
    for local in [at.astimezone(zone) for zone in zones] or [at]:
        span = day_hours(hours, local.date())
        if span is None:
            return f"Nobody may be contacted on {local:%A} {local.day} {local:%B} where they are."
        if not span.holds(local.timetz().replace(tzinfo=None)):
            return f"It was {local:%H:%M} where they are; {span} is allowed on a {local:%A}."
    return None


def unlisted_holidays(hours: Hours, at: datetime, zones: Sequence[ZoneInfo]) -> set[str]:
    """Lists of holidays that say nothing of the year of `at`: whether it was one is not known, so the hours are not judged on it."""
    if not hours.holidays:
        return set()
    listed = {day.year for day in holidays().get(hours.holidays, frozenset())}
    years = {local.year for local in ([at.astimezone(zone) for zone in zones] or [at])}
    return {f"holidays.{hours.holidays}.{year}" for year in years - listed}


def next_inside(hours: Hours, at: datetime, zones: Sequence[ZoneInfo]) -> datetime | None:
    """The first moment from `at` on that is inside the hours in every zone, within ninety days."""
    if outside_hours(hours, at, zones) is None:
        return at
    starts = []
    places: list[tzinfo | None] = [*zones] if zones else [at.tzinfo]
    for zone in places:
        first_day = at.astimezone(zone).date()
        for number in range(90):
            day = first_day + timedelta(days=number)
            span = day_hours(hours, day)
            if span is not None:
                starts.append(datetime.combine(day, span.first, zone))
    fitting = [start for start in starts if start >= at and outside_hours(hours, start, zones) is None]
    return min(fitting, default=None)


def counted(
    contacts: Contacts, at: datetime, earlier: Iterable[PlacedCall], zones: Sequence[ZoneInfo]
) -> list[datetime]:
    """The moments of earlier contacts that count in the window that `at` falls into, oldest first."""
    kept = []
    for each in earlier:
        if each.at > at or each.consented_callback or each.connected is False:
            continue
        if contacts.count == "placed" and each.channel not in ("phone", "voicemail"):
            continue
        if contacts.count == "contacts" and not made_contact(each):
            continue
        if contacts.count == "attempts" and each.channel == "letter":
            continue
        if _in_window(contacts, at, each.at, zones):
            kept.append(each.at)
    return sorted(kept)


def made_contact(call: PlacedCall) -> bool:
    """Whether it reached the person: a talk, a voicemail left, a message sent."""
    if call.contact is not None:
        return call.contact
    return bool(call.conversation) or call.channel != "phone"


def _in_window(contacts: Contacts, at: datetime, moment: datetime, zones: Sequence[ZoneInfo]) -> bool:
    if contacts.window == "rolling":
        return at - moment < timedelta(days=contacts.days)
    zone = zones[0] if zones else at.tzinfo
    here, there = at.astimezone(zone).date(), moment.astimezone(zone).date()
    if contacts.window == "calendar-week":
        return here.isocalendar()[:2] == there.isocalendar()[:2]
    return (here.year, here.month) == (there.year, there.month)


def too_many(contacts: Contacts, at: datetime, earlier: Iterable[PlacedCall], zones: Sequence[ZoneInfo]) -> str | None:
    """Why one more contact at `at` is too many, or None."""
    before = counted(contacts, at, earlier, zones)
    if len(before) + 1 <= contacts.at_most:
        return None
    what = "call" if contacts.count == "placed" else "contact"
    return f"This was {what} {len(before) + 1} in {contacts.days} days; {contacts.at_most} are allowed."


def next_free(contacts: Contacts, at: datetime, earlier: Iterable[PlacedCall], zones: Sequence[ZoneInfo]) -> datetime:
    """The first moment at which one more contact is not too many, if none is made until then."""
    before = counted(contacts, at, earlier, zones)
    if len(before) + 1 <= contacts.at_most:
        return at
    if contacts.window == "rolling":
        return before[len(before) - contacts.at_most] + timedelta(days=contacts.days)
    zone = zones[0] if zones else at.tzinfo
    day = at.astimezone(zone).date()
    if contacts.window == "calendar-week":
        return datetime.combine(day + timedelta(days=7 - day.weekday()), MIDNIGHT, zone)
    return datetime.combine((day.replace(day=1) + timedelta(days=32)).replace(day=1), MIDNIGHT, zone)


def last_talk(pause: Pause, at: datetime, earlier: Iterable[PlacedCall], zones: Sequence[ZoneInfo]) -> datetime | None:
    """The latest conversation whose pause still runs at `at`. The day of the conversation is day one."""
    zone = zones[0] if zones else at.tzinfo
    running = [
        each.at
        for each in earlier
        if each.conversation
        and each.at <= at
        and (at.astimezone(zone).date() - each.at.astimezone(zone).date()).days < pause.days
    ]
    return max(running, default=None)


def after_pause(pause: Pause, talk: datetime, zones: Sequence[ZoneInfo]) -> datetime:
    """The first moment after the pause that `talk` began."""
    zone = zones[0] if zones else talk.tzinfo
    return datetime.combine(talk.astimezone(zone).date() + timedelta(days=pause.days), MIDNIGHT, zone)
