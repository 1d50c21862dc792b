"""Dates as sources give them: a day, a month, a year, or a part of a decade."""

import re
from datetime import date
from functools import lru_cache, total_ordering
from typing import Annotated, Any, Literal

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

Precision = Literal["day", "month", "year", "part of a decade", "decade"]

# Digits of other scripts would be the same date in another text.
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_YEAR = re.compile(r"[0-9]{4}")
_DECADE = re.compile(r"(?:(early|mid|late)[ -])?([0-9]{3})0s")
_OFFSET = {"early": 0, "mid": 4, "late": 7, None: 0}
_EXPECTED = "write 1991-01-18, 1976-05, 1961, 1990s, or early, mid or late 1990s"


@total_ordering
class PartialDate:
    """A date no more precise than its source.

    ``text`` is the form written in spec files; ``precision`` says how much is known;
    ``first_day`` is the earliest day it can mean, and orders a timeline.
    """

    __slots__ = ("first_day", "precision", "text")

    first_day: date
    precision: Precision
    text: str

    def __init__(self, text: str) -> None:
        """Read ``text``; raise ``ValueError`` that says which forms exist."""
        first_day, precision = _parse(text)
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "first_day", first_day)
        object.__setattr__(self, "precision", precision)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a date does not change")

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"PartialDate({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.first_day, self.text) < (other.first_day, other.text)


def _parse(text: str) -> tuple[date, Precision]:
    if match := _DAY.fullmatch(text):
        try:
            return date(*(int(part) for part in match.groups())), "day"
        except ValueError:
            raise ValueError(f"{text!r} is not a day of the calendar") from None
    if match := _MONTH.fullmatch(text):
        if not 1 <= int(match[2]) <= 12:
            raise ValueError(f"{text!r} has no such month")
        return date(int(match[1]), int(match[2]), 1), "month"
    if _YEAR.fullmatch(text) and text != "0000":
        return date(int(text), 1, 1), "year"
    if (match := _DECADE.fullmatch(text)) and match[2] != "000":
        year = int(match[2]) * 10 + _OFFSET[match[1]]
        return date(year, 1, 1), "part of a decade" if match[1] else "decade"
    raise ValueError(f"{text!r} is not a date: {_EXPECTED}")


def _partial_date(value: Any) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    # A bare year is an integer in YAML.
    if isinstance(value, int) and not isinstance(value, bool):
        return _kept(str(value))
    if isinstance(value, str):
        return _kept(value)
    raise ValueError(f"a date is text: {_EXPECTED}")


# Sources are read on few days: the same date comes again in every file of a pack.
_kept = lru_cache(maxsize=20_000)(PartialDate)


def _day(value: Any) -> PartialDate:
    day = _partial_date(value)
    if day.precision != "day":
        raise ValueError(f"{day.text!r} is not a full day: write 2026-11-22")
    return day


DateText = Annotated[
    PartialDate,
    PlainValidator(_partial_date),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": ["string", "integer"], "description": _EXPECTED}),
]
"""A date of any precision, written as text (a bare year may be a number)."""

DayText = Annotated[
    PartialDate,
    PlainValidator(_day),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "format": "date"}),
]
"""A date that must be a full day."""
