"""The only place where a value, a date or a source becomes words."""

from decimal import ROUND_HALF_EVEN, Context, Decimal

from batteryviz.model.dates import PartialDate
from batteryviz.model.evidence import Citation, Claim, Source
from batteryviz.model.quantity import Quantity
from batteryviz.model.units import COUNTERPARTS, UNITS, convert
from batteryviz.views.document import Units
from batteryviz.views.telling import SILENCES as SILENCES

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_LARGE = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))


def value(claim: Claim, units: Units = "published") -> str:
    """Return what ``claim`` says, in words, with its unit."""
    if not isinstance(claim.value, Quantity):
        return claim.value
    published = quantity(claim.value, claim.unit)
    target = _target(claim.unit, units)
    if claim.unit is None or target is None:
        return published
    converted = Quantity(
        min=_converted(claim.value.min, claim.unit, target),
        max=_converted(claim.value.max, claim.unit, target),
        about=claim.value.about,
    )
    return f"{quantity(converted, target)} (printed: {published})"


def quantity(number: Quantity, unit: str | None) -> str:
    """Return a quantity in words: ``about 120°``, ``6 to 8``, ``up to 8``."""
    low = "" if number.min is None else _with_unit(number.min, unit)
    high = "" if number.max is None else _with_unit(number.max, unit)
    about = "about " if number.about else ""
    if number.form == "range" and number.min is not None:
        return f"{about}{_bare(number.min, number.max, unit)} to {high}"
    if number.form == "at least":
        return f"{about}at least {low}"
    if number.form == "at most":
        return f"{about}up to {high}"
    return f"{about}{low}"


def digits(number: int | Decimal) -> str:
    """Return a number with thousands separated, and the decimals its source printed."""
    return f"{number:,}"


def _with_unit(number: int | Decimal, name: str | None) -> str:
    if name is None:
        return digits(number)
    unit = UNITS[name]
    if unit.dimension == "money":
        for size, word in _LARGE:
            if abs(Decimal(number)) >= size:
                return f"{unit.symbol} {digits(_short(Decimal(number) / size))} {word}"
        return f"{unit.symbol} {digits(number)}"
    if unit.name == "mach":
        return f"{unit.symbol} {digits(number)}"
    if unit.dimension == "duration" and number == 1:
        return f"1 {unit.symbol.removesuffix('s')}"
    space = "" if unit.symbol.startswith("°") and unit.dimension == "angle" else " "
    return f"{digits(number)}{space}{unit.symbol}"


def _bare(low: int | Decimal, high: int | Decimal | None, name: str | None) -> str:
    """Return the lower end of a range, with its unit only where that is read first."""
    unit = UNITS[name] if name else None
    if unit is None or high is None:
        return digits(low)
    if unit.dimension == "money" or unit.name == "mach":
        return _with_unit(low, name)
    return digits(low)


def _short(number: Decimal) -> Decimal:
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


def _target(unit: str | None, units: Units) -> str | None:
    if unit is None or units == "published" or UNITS[unit].system in {None, units}:
        return None
    return COUNTERPARTS.get(unit)


def _converted(number: int | Decimal | None, source: str, target: str) -> int | Decimal | None:
    """Convert, rounded to what was printed: no conversion makes a number more precise.

    Digits count, at least two; the final zeros of a whole number do not. On the scales
    of temperature, whose zeros differ, the last printed place counts instead.
    """
    if number is None:
        return None
    exact = convert(Decimal(number), source, target)
    if UNITS[source].offset or UNITS[target].offset:
        rounded = exact.quantize(Decimal(1).scaleb(-_places(number)), rounding=ROUND_HALF_EVEN)
    else:
        printed = str(number).lstrip("-").replace(".", "").lstrip("0")
        significant = len(printed.rstrip("0") if isinstance(number, int) else printed)
        rounded = Context(max(2, significant), ROUND_HALF_EVEN).create_decimal(exact)
    return rounded if _places(rounded) else int(rounded)


def _places(number: int | Decimal) -> int:
    exponent = Decimal(number).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def scope(claim: Claim) -> str:
    """Return date, variant and condition of a claim in words, or nothing."""
    parts = [claim.variant, claim.condition, f"as of {date(claim.as_of)}" if claim.as_of else None]
    return "; ".join(part for part in parts if part)


def date(moment: PartialDate) -> str:
    """Return a date as a reader says it: ``18 January 1991``, ``May 1976``, ``early 2010s``."""
    if moment.precision == "day":
        day = moment.first_day
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    if moment.precision == "month":
        return f"{MONTHS[moment.first_day.month - 1]} {moment.first_day.year}"
    return moment.text


def year(source: Source) -> str:
    """Return the year of a source, or what it says instead of one."""
    return year_in(source.published.text if source.published else "")


def year_in(published: str) -> str:
    """Return the year in a date as specs write it, or the decade, or ``no date`` for nothing."""
    # A decade is all its source says: a year of it would be invented.
    return published if published.endswith("s") else published[:4] or "no date"


def source_line(source: Source) -> str:
    """Return the reference line of a source: author, title, publisher, date."""
    title = source.title if source.title.startswith("[") else f"“{source.title}”"
    parts = [source.author] if source.author else []
    parts += [title, source.publisher]
    if source.relays:
        parts[-1] += f" (relaying {source.relays})"
    if source.copy_of:
        parts[-1] += f" (copy of {source.copy_of})"
    if source.published is not None:
        note = f" ({source.published_note})" if source.published_note else ""
        parts.append(f"{date(source.published)}{note}")
    else:
        parts.append(f"no date ({source.published_note})" if source.published_note else "no date")
    return ", ".join(parts) + "."


def how_read(source: Source) -> str:
    """Return how much of a source was read, and when."""
    if source.read_on is None:
        return "not yet read"
    amount = {
        "whole": "read whole",
        "opening only": "opening read",
        "excerpt": "excerpt read",
    }[source.how_read]
    return f"{amount}, {date(source.read_on)}"


def citation(source: Source, cited: Citation) -> str:
    """Return one citation in a line: ``The War Zone, 2020, para 4``."""
    return f"{source.publisher}, {year(source)}, {cited.locator}"
