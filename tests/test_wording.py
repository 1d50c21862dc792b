"""Values, dates and money in words; units exact, and no conversion more precise than print."""

from decimal import Decimal
from typing import Any

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.dates import PartialDate
from batteryviz.model.evidence import Claim, Source
from batteryviz.model.quantity import Quantity
from batteryviz.model.units import COUNTERPARTS, UNITS, UnitName, convert
from batteryviz.views import wording
from batteryviz.views.document import Units
from program import run

ORACLE_NAMES = {
    "square-metre": "meter ** 2",
    "square-foot": "foot ** 2",
    "kilometre-per-hour": "kilometer / hour",
    "mile-per-hour": "mile / hour",
    "degree-celsius": "degC",
    "degree-fahrenheit": "degF",
}
CONVERTIBLE = [
    (source, target)
    for source in UNITS
    for target in UNITS
    if source != target
    and UNITS[source].dimension == UNITS[target].dimension
    and UNITS[source].factor is not None
    and UNITS[target].factor is not None
]


@pytest.fixture(scope="module")
def oracle() -> Any:
    """A library of units that is right, and too heavy to ask at run time."""
    return pint.UnitRegistry(non_int_type=Decimal)


@pytest.mark.parametrize(("source", "target"), CONVERTIBLE)
@pytest.mark.parametrize("number", [1, 7, 1000, Decimal("0.25")], ids=str)
def test_every_factor_agrees_with_pint(
    oracle: Any, source: str, target: str, number: int | Decimal
) -> None:
    ours = convert(Decimal(number), source, target)
    start, end = (
        ORACLE_NAMES.get(name, name.replace("metre", "meter")) for name in (source, target)
    )
    theirs = oracle.Quantity(Decimal(number), start).to(end).magnitude
    assert abs(ours - theirs) <= abs(theirs) * Decimal("1e-20")


def test_the_table_of_units_is_whole() -> None:
    """Every name has a unit, every counterpart the same dimension and the other system."""
    assert set(UNITS) == set(UnitName.__args__)  # type: ignore[attr-defined] # a Literal's words
    for source, target in COUNTERPARTS.items():
        assert UNITS[source].dimension == UNITS[target].dimension
        assert {UNITS[source].system, UNITS[target].system} == {"metric", "us-customary"}


@pytest.mark.parametrize(
    ("source", "target"),
    [("ton", "kilogram"), ("metre", "kilogram"), ("month", "week"), ("euro", "us-dollar")],
)
def test_what_has_no_exact_factor_is_not_converted(source: str, target: str) -> None:
    with pytest.raises(ValueError, match="cannot be turned into"):
        convert(Decimal(1), source, target)


def claim(value: object, unit: str | None = None) -> Claim:
    """Return a claim of ``value``."""
    cited = {"source": "s", "locator": "l", "evidence": "checked", "read_on": "2026-05-01"}
    return Claim.model_validate(
        {
            "id": "a.b",
            "parameter": "p",
            "value": value,
            "unit": unit,
            "subject": "a",
            "cited": (cited,),
        }
    )


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (4, None, "4"),
        (1200, None, "1,200"),
        (Decimal("5.20"), "metre", "5.20 m"),
        ({"about": 120}, "degree", "about 120°"),
        ({"min": 110, "max": 120, "about": True}, "degree", "about 110 to 120°"),
        ({"min": 6, "max": 8}, None, "6 to 8"),
        ({"min": 150}, "kilometre", "at least 150 km"),
        ({"max": 8}, None, "up to 8"),
        ({"min": 2, "about": True}, "metre", "about at least 2 m"),
        (212, "degree-fahrenheit", "212 °F"),
        (27, "square-foot", "27 sq ft"),
        (38, "ton", "38 tons"),
        ({"about": Decimal("0.2")}, "mach", "about Mach 0.2"),
        ({"min": 2, "max": 3}, "mach", "Mach 2 to Mach 3"),
        (1, "month", "1 month"),
        (6, "week", "6 weeks"),
        ({"min": 1, "max": 2}, "year", "1 to 2 years"),
        (3, "per-month", "3 a month"),
        (4200, "us-dollar", "USD 4,200"),
        (1_250_000, "zloty", "PLN 1.25 million"),
        (1_250_000_000, "euro", "EUR 1.25 billion"),
        (3_000_000, "won", "KRW 3 million"),
        (999_999, "us-dollar", "USD 999,999"),
        ({"min": 1_400_000}, "zloty", "at least PLN 1.4 million"),
        ({"min": 900_000, "max": 2_000_000}, "euro", "EUR 900,000 to EUR 2 million"),
        ("green", None, "green"),
    ],
)
def test_a_value_is_said_as_its_source_says_it(value: object, unit: str | None, words: str) -> None:
    assert wording.value(claim(value, unit)) == words


@pytest.mark.parametrize(
    ("value", "unit", "units", "words"),
    [
        (100, "foot", "metric", "30 m (printed: 100 ft)"),
        ({"about": 100}, "foot", "metric", "about 30 m (printed: about 100 ft)"),
        (Decimal("5.20"), "metre", "us-customary", "17.1 ft (printed: 5.20 m)"),
        (2300, "kilogram", "us-customary", "5,100 lb (printed: 2,300 kg)"),
        (2315, "kilogram", "us-customary", "5,104 lb (printed: 2,315 kg)"),
        ({"min": 30, "max": 40}, "kilometre", "us-customary", "19 to 25 mi (printed: 30 to 40 km)"),
        ({"max": 80}, "degree-celsius", "us-customary", "up to 176 °F (printed: up to 80 °C)"),
        (32, "degree-fahrenheit", "metric", "0 °C (printed: 32 °F)"),
        (Decimal("36.6"), "degree-celsius", "us-customary", "97.9 °F (printed: 36.6 °C)"),
        (0, "metre", "us-customary", "0 ft (printed: 0 m)"),
        (5, "metre", "metric", "5 m"),
        (5, "foot", "us-customary", "5 ft"),
        (38, "ton", "metric", "38 tons"),
        (3, "mach", "metric", "Mach 3"),
        (90, "degree", "metric", "90°"),
        (4, None, "metric", "4"),
        ("green", None, "metric", "green"),
    ],
)
def test_a_converted_value_shows_what_was_printed(
    value: object, unit: str | None, units: Units, words: str
) -> None:
    assert wording.value(claim(value, unit), units) == words


@given(
    st.integers(1, 10**9) | st.decimals(Decimal("0.001"), Decimal(10**6), places=3),
    st.sampled_from(sorted(COUNTERPARTS)),
)
def test_no_conversion_invents_precision(number: int | Decimal, unit: str) -> None:
    """A converted number has no more digits than the printed one, two at the least."""
    if UNITS[unit].dimension == "temperature":
        return
    system = UNITS[COUNTERPARTS[unit]].system
    assert system is not None
    text = wording.value(claim(number, unit), system).partition(" ")[0].replace(",", "")
    converted = Decimal(text)
    exact = convert(Decimal(number), unit, COUNTERPARTS[unit])
    assert significant(text) <= max(2, significant(str(number)))
    assert abs(converted - exact) <= abs(exact) * Decimal("0.051")


def significant(text: str) -> int:
    """Return how many digits of a printed number count."""
    digits = text.replace(".", "").lstrip("0")
    return len(digits if "." in text else digits.rstrip("0"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1991-01-18", "18 January 1991"),
        ("1976-05", "May 1976"),
        ("1961", "1961"),
        ("1990s", "1990s"),
        ("early 2010s", "early 2010s"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(text: str, words: str) -> None:
    assert wording.date(PartialDate(text)) == words


def test_silences_are_spelled_apart() -> None:
    spelled = [words for silence, words in wording.SILENCES.items() if silence]
    assert len(spelled) == len(set(spelled))
    assert {"not published", "—", "not stated"} <= set(spelled)


def test_a_reference_says_who_published_what_and_when(toy: Catalog) -> None:
    lines = {name: wording.source_line(source) for name, source in toy.sources.items()}
    assert lines["lamp-gazette-1921"] == (
        "A. Wick, “The lamps of Northmere”, Lamp Gazette, 9 March 1921."
    )
    assert lines["harbour-museum-card"] == "[exhibit card], Harbour Museum, 1950s."
    assert lines["wall-poster"] == (
        "“Know your lamps”, unsigned poster (copy of the leaflet of the Lamp Works), no date."
    )
    assert lines["dusk-review-1923"].startswith(
        "“Licht über Nordmeer”, Dusk Review (relaying the Signal Office), 1923"
    )
    assert lines["lamp-works-leaflet"].endswith("early 1920s (inferred from the prices).")


def test_a_reference_says_how_much_was_read(toy: Catalog) -> None:
    read = {name: wording.how_read(source) for name, source in toy.sources.items()}
    assert read["lamp-gazette-1921"] == "read whole, 1 May 2026"
    assert read["signal-office-manual"] == "opening read, 3 May 2026"
    assert read["lamp-works-leaflet"] == "excerpt read, 2 May 2026"
    assert read["lamp-almanac"] == "not yet read"


def test_a_source_without_a_date_has_no_year() -> None:
    source = Source.model_validate(
        {
            "id": "s",
            "title": "T",
            "publisher": "P",
            "kind": "press",
            "no_url": "not known",
            "how_read": "not yet read",
        }
    )
    assert wording.year(source) == "no date"


def test_the_scope_of_a_claim_is_said(toy: Catalog) -> None:
    assert wording.scope(toy.claims["fs-2.price-1921"]) == "as of 1921"
    assert wording.scope(toy.claims["fs-2.capacity-red"]) == "red flare"
    assert wording.scope(toy.claims["dynamo-cart.service-weeks"]) == "in summer"


def test_quantities_of_every_form_differ_in_words() -> None:
    forms: list[object] = [5, {"about": 5}, {"min": 5}, {"max": 5}, {"min": 5, "max": 6}]
    words = [wording.quantity(Quantity.model_validate(form), "metre") for form in forms]
    assert len(set(words)) == 5


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("harbour-museum-card", "Harbour Museum, 1950s"),
        ("lamp-works-leaflet", "Northmere Lamp Works, early 1920s"),
        ("lamp-gazette-1921", "Lamp Gazette, 1921"),
    ],
)
def test_a_source_has_the_year_or_the_decade_that_it_says(source: str, line: str) -> None:
    """A decade does not become its first year."""
    assert run("sources", source, "--plain").out.splitlines()[1] == line
