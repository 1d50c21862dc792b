"""The units a value may be printed in, and the exact factors between them.

Every factor is exact by definition (international yard and pound, 1959). ``ton`` has
none on purpose: the sources that print it do not say which ton they mean.
"""

from decimal import Decimal
from typing import Literal, NamedTuple

Dimension = Literal[
    "text",
    "count",
    "length",
    "area",
    "mass",
    "speed",
    "frequency",
    "power",
    "voltage",
    "temperature",
    "angle",
    "duration",
    "money",
    "rate",
]
"""What a parameter's value measures; ``text`` and ``count`` have no unit."""

System = Literal["metric", "us-customary"]


class Unit(NamedTuple):
    """One unit: its printed sign, what it measures, and its place in a system.

    ``factor`` and ``offset`` turn a number into the dimension's base unit:
    ``base = number * factor + offset``. ``factor`` is ``None`` where no exact
    conversion exists.
    """

    name: str
    symbol: str
    dimension: Dimension
    factor: Decimal | None = None
    system: System | None = None
    offset: Decimal = Decimal(0)


_TABLE = (
    Unit("millimetre", "mm", "length", Decimal("0.001"), "metric"),
    Unit("centimetre", "cm", "length", Decimal("0.01"), "metric"),
    Unit("metre", "m", "length", Decimal(1), "metric"),
    Unit("kilometre", "km", "length", Decimal(1000), "metric"),
    Unit("inch", "in", "length", Decimal("0.0254"), "us-customary"),
    Unit("foot", "ft", "length", Decimal("0.3048"), "us-customary"),
    Unit("mile", "mi", "length", Decimal("1609.344"), "us-customary"),
    Unit("square-metre", "m²", "area", Decimal(1), "metric"),
    Unit("square-foot", "sq ft", "area", Decimal("0.09290304"), "us-customary"),
    Unit("kilogram", "kg", "mass", Decimal(1), "metric"),
    Unit("pound", "lb", "mass", Decimal("0.45359237"), "us-customary"),
    Unit("ton", "tons", "mass"),
    Unit("kilometre-per-hour", "km/h", "speed", Decimal(1000) / Decimal(3600), "metric"),
    Unit("mile-per-hour", "mph", "speed", Decimal("0.44704"), "us-customary"),
    Unit("mach", "Mach", "speed"),
    Unit("hertz", "Hz", "frequency", Decimal(1)),
    Unit("gigahertz", "GHz", "frequency", Decimal(1_000_000_000)),
    Unit("kilowatt", "kW", "power", Decimal(1)),
    Unit("volt", "V", "voltage", Decimal(1)),
    Unit("degree-celsius", "°C", "temperature", Decimal(1), "metric"),
    Unit(
        "degree-fahrenheit",
        "°F",
        "temperature",
        Decimal(5) / Decimal(9),
        "us-customary",
        Decimal(-160) / Decimal(9),
    ),
    Unit("degree", "°", "angle", Decimal(1)),
    Unit("week", "weeks", "duration", Decimal(7)),
    Unit("month", "months", "duration"),
    Unit("year", "years", "duration"),
    Unit("us-dollar", "USD", "money"),
    Unit("euro", "EUR", "money"),
    Unit("zloty", "PLN", "money"),
    Unit("won", "KRW", "money"),
    Unit("per-month", "a month", "rate"),
    Unit("per-year", "a year", "rate"),
)

UNITS = {unit.name: unit for unit in _TABLE}
"""Every unit by the name spec files use."""

UnitName = Literal[
    "millimetre",
    "centimetre",
    "metre",
    "kilometre",
    "inch",
    "foot",
    "mile",
    "square-metre",
    "square-foot",
    "kilogram",
    "pound",
    "ton",
    "kilometre-per-hour",
    "mile-per-hour",
    "mach",
    "hertz",
    "gigahertz",
    "kilowatt",
    "volt",
    "degree-celsius",
    "degree-fahrenheit",
    "degree",
    "week",
    "month",
    "year",
    "us-dollar",
    "euro",
    "zloty",
    "won",
    "per-month",
    "per-year",
]

# The unit a value goes to when a reader asks for the other system: of like size, so
# that no conversion turns 5 m into 0.005 km.
COUNTERPARTS = {
    "millimetre": "inch",
    "centimetre": "inch",
    "metre": "foot",
    "kilometre": "mile",
    "inch": "centimetre",
    "foot": "metre",
    "mile": "kilometre",
    "square-metre": "square-foot",
    "square-foot": "square-metre",
    "kilogram": "pound",
    "pound": "kilogram",
    "kilometre-per-hour": "mile-per-hour",
    "mile-per-hour": "kilometre-per-hour",
    "degree-celsius": "degree-fahrenheit",
    "degree-fahrenheit": "degree-celsius",
}


def convert(number: Decimal, source: str, target: str) -> Decimal:
    """Return ``number`` of unit ``source`` as a number of unit ``target``, unrounded.

    Raises ``ValueError`` when no exact conversion between the two exists.
    """
    start, end = UNITS[source], UNITS[target]
    if source == target:
        return number
    if start.dimension != end.dimension or start.factor is None or end.factor is None:
        raise ValueError(f"{source} cannot be turned into {target}")
    return (number * start.factor + start.offset - end.offset) / end.factor
