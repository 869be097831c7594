"""Clock times said on the phone: "after six", "half five", "between 5 and 8pm".

Owns hours and minutes. Hours without am or pm are the working day's: one to seven are in the afternoon.
"""

from __future__ import annotations

import re

_HOURS = {word: hour for hour, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1)}  # fmt: skip
_HOUR = r"(?:\d{1,2}|" + "|".join(_HOURS) + ")"
_HALF = r"(am|pm|a\.m\.?|p\.m\.?|in the morning|in the afternoon|in the evening|at night|tonight|this evening|this afternoon|this morning|tomorrow morning|tomorrow evening|tomorrow afternoon)"
_RANGE = re.compile(
    rf"\b(?:between|from)? ?({_HOUR})(?::(\d\d))? ?{_HALF}? ?(?:and|to|till|until|-) ?({_HOUR})(?::(\d\d))? ?{_HALF}?\b"
)
_PAST = re.compile(rf"\b(half|quarter) (past|to) ({_HOUR})\b ?{_HALF}?")
_HALF_HOUR = re.compile(rf"\bhalf ({'|'.join(_HOURS)})\b ?{_HALF}?")
_FULL = re.compile(
    rf"\b(\d{{1,2}})[:.](\d\d) ?{_HALF}?(?!\d)|\b({_HOUR}) ?(?:o'?clock)? ?{_HALF}(?!\w)|\b({_HOUR}) o'?clock\b"
)
_AFTER = re.compile(rf"\b(?:at|after|before|until|till|til|around|by|past|about|from) ({_HOUR})\b(?! ?(?:[%$£]|percent|dollars|pounds|quid|bucks|hundred|thousand|of|days?|weeks?|months?|payments?|minutes?|hours?|st\b|nd\b|rd\b|th\b))")  # fmt: skip
_NOON = re.compile(r"\b(?:noon|midday|lunch ?time)\b")


def find_clock(text: str) -> str | None:
    """`HH:MM`, or `HH:MM/HH:MM` for a range, of the first clock time in a normalised text; None where there is none."""
    found = _RANGE.search(text)
    if found and (found[0].startswith(("between", "from")) or found[3] or found[6]):
        first, last = _hour(found[1], found[3] or found[6]), _hour(found[4], found[6] or found[3])
        if first is not None and last is not None and first < last:
            return f"{first:02d}:{found[2] or '00'}/{last:02d}:{found[5] or '00'}"
    if found := _PAST.search(text):
        hour = _hour(found[3], found[4])
        if hour is not None:
            minutes = 30 if found[1] == "half" else 15
            return f"{hour - 1:02d}:{60 - minutes:02d}" if found[2] == "to" else f"{hour:02d}:{minutes:02d}"
    if (found := _HALF_HOUR.search(text)) and (hour := _hour(found[1], found[2])) is not None:
        return f"{hour:02d}:30"
    if found := _FULL.search(text):
        hour = _hour(found[1] or found[4] or found[6], found[3] or found[5])
        if hour is not None and int(found[2] or 0) < 60:
            return f"{hour:02d}:{found[2] or '00'}"
    if (found := _AFTER.search(text)) and (hour := _hour(found[1], None)) is not None:
        return f"{hour:02d}:00"
    return "12:00" if _NOON.search(text) else None


def _hour(said: str, half: str | None) -> int | None:
    hour = _HOURS.get(said) or (int(said) if said.isdigit() else None)
    if hour is None or hour > 23:
        return None
    half = half or ""
    if half.startswith("p") or "evening" in half or "night" in half or "afternoon" in half:
        return hour + 12 if hour < 12 else hour
    if half.startswith("a") or "morning" in half:
        return hour % 12
    return hour + 12 if 1 <= hour <= 7 else hour
