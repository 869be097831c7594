"""What every model of a file shares, and the small value types: money, moments, shares, lengths of time.

Owns conversion from the way people write values in YAML. Never reads files.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, Strict, WithJsonSchema

from scenarios.nearness import did_you_mean

CURRENCIES = ("USD", "GBP", "EUR", "INR", "AUD", "CAD")
SIGNS = {"USD": "$", "GBP": "£", "EUR": "€", "INR": "₹", "AUD": "$", "CAD": "$"}


class Entry(BaseModel):
    """Base of all file models: frozen, and a key that it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, coerce_numbers_to_str=True)


Whole = Annotated[int, Strict()]
"""A whole number that was written as one (`012` is text, not 12)."""
YesNo = Annotated[bool, Strict()]
"""true or false; `no` and `yes` are text in our YAML and are refused here."""
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
"""A lower-case name with hyphens, such as `maria-lopez`."""
Line = Annotated[str, Field(min_length=1, max_length=600)]
"""Words somebody says."""


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Lines = Annotated[tuple[Line, ...], BeforeValidator(_as_tuple)]
"""One line or a list of lines to choose from."""
Names = Annotated[tuple[Name, ...], BeforeValidator(_as_tuple)]
"""One name or a list of names."""


class Money(Entry):
    """An amount in one currency. Written `1840.00 USD`."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount:.2f} {self.currency}"

    @property
    def spoken(self) -> str:
        """As it would be printed in a conversation: `$1,840` or `£12.50`."""
        pattern = "{:,.0f}" if self.amount == self.amount.to_integral_value() else "{:,.2f}"
        return SIGNS.get(self.currency, "") + pattern.format(self.amount)


def _money(value: Any) -> Any:
    if isinstance(value, Money | dict):
        return value
    found = re.fullmatch(r"(-?\d[\d,]*(?:\.\d{1,2})?)\s+([A-Z]{3})", str(value).strip())
    if not found:
        raise ValueError("an amount is written like '1840.00 USD'")
    if found.group(2) not in CURRENCIES:
        hint = did_you_mean(found.group(2), CURRENCIES)
        raise ValueError(f"'{found.group(2)}' is not a currency we know ({', '.join(CURRENCIES)}). {hint}".strip())
    return {"amount": Decimal(found.group(1).replace(",", "")), "currency": found.group(2)}


Amount = Annotated[
    Money,
    BeforeValidator(_money),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["1840.00 USD"]}),
]
"""Money as written in YAML."""


def parse_moment(value: Any) -> datetime:
    """`2026-03-04T18:20 America/New_York` or ISO with an offset, as an aware datetime. Raises ValueError."""
    if isinstance(value, datetime):
        return value
    clock, _, zone = str(value).strip().partition(" ")
    try:
        moment = datetime.fromisoformat(clock)
    except ValueError:
        raise ValueError("a moment is written like '2026-03-04T18:20 America/New_York'") from None
    if zone:
        try:
            return moment.replace(tzinfo=ZoneInfo(zone))
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"'{zone}' is not a time zone, such as America/New_York or Europe/London") from None
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone, as in '2026-03-04T18:20 America/New_York'")
    return moment


def write_moment(moment: datetime) -> str:
    """The inverse of `parse_moment`; keeps a zone's name where there is one."""
    if isinstance(moment.tzinfo, ZoneInfo):
        return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')} {moment.tzinfo.key}"
    return moment.isoformat(timespec="seconds")


Moment = Annotated[
    datetime,
    BeforeValidator(parse_moment),
    PlainSerializer(write_moment, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["2026-03-04T18:20 America/New_York"]}),
]
"""A moment that knows its time zone."""


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("a date is written like '2025-06-30'") from None


Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2025-06-30"]}),
]
"""A calendar date."""


def _percent(value: Any) -> Any:
    try:
        share = Decimal(str(value).strip().removesuffix("%").strip())
    except InvalidOperation:
        raise ValueError("a share is written like '70%'") from None
    if not 0 <= share <= 100:
        raise ValueError("a share lies between 0% and 100%")
    return share


Percent = Annotated[
    Decimal, BeforeValidator(_percent), WithJsonSchema({"type": ["string", "number"], "examples": ["70%"]})
]
"""A share in percent, 0–100."""


def _months(value: Any) -> Any:
    found = re.fullmatch(r"(\d{1,3})(?:\s+months?)?", str(value).strip())
    if not found:
        raise ValueError("a length is written like '12 months'")
    return int(found.group(1))


Months = Annotated[
    int, BeforeValidator(_months), WithJsonSchema({"type": ["string", "integer"], "examples": ["12 months"]})
]
"""A length of time in whole months."""
