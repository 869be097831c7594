"""Times at which a person asked not to be contacted: how they are written, and whether a moment falls into one.

Owns their form and the arithmetic on the person's own clock. Pure: the moment is given. Which rule minds is said in the packs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FORM = "'monday 09:00-12:00', 'daily 09:00-16:00', 'sunday' or 'until 2026-03-20'"
_HOURS = re.compile(r"(?P<day>[a-z]+)(?: (?P<first>\d\d:\d\d)-(?P<last>\d\d:\d\d))?\Z")
_UNTIL = re.compile(r"until (?P<day>\d{4}-\d\d-\d\d)\Z")


@dataclass(frozen=True)
class BadTime:
    """One such time. `day` is a name of a week's day, `daily`, or None where it is every hour until `until`."""

    written: str
    day: str | None
    first: time = time(0)
    last: time | None = None
    """The first minute that is free again; None: the day's end."""
    until: date | None = None
    """The first day that is free again."""

    def ends(self, local: datetime) -> datetime | None:
        """When the time that `local` falls into is over; None where it falls into none. `local` is on the person's clock."""
        if self.until is not None:
            return datetime.combine(self.until, time(0), local.tzinfo) if local.date() < self.until else None
        if self.day != "daily" and self.day != DAYS[local.weekday()]:
            return None
        now = local.timetz().replace(tzinfo=None)
        if now < self.first or (self.last is not None and now >= self.last):
            return None
        day = local.date() if self.last is not None else local.date() + timedelta(days=1)
        return datetime.combine(day, self.last or time(0), local.tzinfo)


def parse_bad_time(written: str) -> BadTime:
    """A time as the record writes it. Raises ValueError with the forms that there are."""
    text = str(written).strip().lower()
    try:
        if dated := _UNTIL.match(text):
            return BadTime(text, None, until=date.fromisoformat(dated["day"]))
        if (found := _HOURS.match(text)) and found["day"] in ("daily", *DAYS):
            first = time.fromisoformat(found["first"] or "00:00")
            last = time.fromisoformat(found["last"]) if found["last"] else None
            if last is None or first < last:
                return BadTime(text, found["day"], first, last)
    except ValueError:
        pass  # the form is right and the hour or the day is none: said below like any other
    raise ValueError(f"'{written}' is not a time such as {FORM}")


def bad_time_at(moment: datetime, written: Iterable[str], zone: tzinfo | None) -> tuple[BadTime, datetime] | None:
    """The bad time that a moment falls into where the person is, and when it ends; the one that ends last, of several."""
    local = moment.astimezone(zone)
    running = []
    for each in written:
        bad = parse_bad_time(each)
        over = bad.ends(local)
        if over is not None:
            running.append((bad, over))
    return max(running, key=lambda found: found[1], default=None)
