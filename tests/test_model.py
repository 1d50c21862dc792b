"""What may be said at all: every rule of a fact, refused with a sentence that says it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.battery import (
    AnyBattery,
    Battery,
    Comparison,
    DescribedBattery,
    LauncherGroup,
)
from batteryviz.model.dates import PartialDate
from batteryviz.model.element import KINDS, Element, LaunchingStation, RadarSet
from batteryviz.model.evidence import Citation, Claim, Source
from batteryviz.model.quantity import Quantity
from batteryviz.model.vocabulary import Pack
from batteryviz.views.composing import with_launchers

CITED = {"source": "gazette", "locator": "para 1", "evidence": "checked", "read_on": "2026-05-01"}
CLAIM: dict[str, Any] = {
    "id": "lamp.height",
    "parameter": "height",
    "value": 5,
    "unit": "metre",
    "subject": "lamp",
    "cited": (CITED,),
}
SOURCE: dict[str, Any] = {
    "id": "gazette",
    "title": "The lamps",
    "publisher": "Gazette",
    "kind": "press",
    "url": "https://gazette.example.org/lamps",
    "how_read": "whole",
    "read_on": "2026-05-01",
}
BATTERY: dict[str, Any] = {
    "id": "toy",
    "kind": "composition",
    "name": "Toy",
    "summary": "A battery for tests.",
    "launching_stations": ({"model": "stand", "count": 2},),
    "radar_sets": ("lamp",),
    "engagement_control_stations": ("hut",),
    "antenna_mast_groups": ("mast",),
    "electric_power_plants": ("cart",),
}
ELEMENT: dict[str, Any] = {
    "id": "lamp",
    "kind": "radar-set",
    "name": "Lamp",
    "label": "A lamp.",
    "summary": "A lamp for tests.",
}


def refused(model: type[BaseModel] | TypeAdapter[Any], value: object, words: str) -> None:
    """Assert that ``value`` is refused, with a message that holds ``words``."""
    build: Callable[[object], object] = (
        model.validate_python if isinstance(model, TypeAdapter) else model.model_validate
    )
    with pytest.raises(ValidationError) as refusal:
        build(value)
    assert words in str(refusal.value)


# Claims and citations


def test_a_claim_without_a_citation_is_refused() -> None:
    refused(Claim, {**CLAIM, "cited": ()}, "cited")
    refused(Claim, {key: CLAIM[key] for key in CLAIM if key != "cited"}, "cited")
    with pytest.raises(ValidationError):
        Claim.model_validate(CLAIM).model_copy(update={"cited": ()})


def test_a_checked_citation_says_when_it_was_read() -> None:
    refused(Citation, {**CITED, "read_on": None}, "the day its text was read")
    unchecked = {"source": "gazette", "locator": "entry A", "evidence": "unchecked"}
    assert Citation.model_validate(unchecked).read_on is None


@pytest.mark.parametrize("day", ["2026-05", "2026", "1990s", "2026-02-30", "yesterday"])
def test_the_day_of_reading_is_a_whole_day_of_the_calendar(day: str) -> None:
    refused(Citation, {**CITED, "read_on": day}, "day")


def test_a_place_is_cited_once() -> None:
    refused(Claim, {**CLAIM, "cited": (CITED, dict(CITED))}, "the same place is cited twice")


def test_a_unit_stands_beside_a_number_only() -> None:
    refused(Claim, {**CLAIM, "value": "tall"}, "a unit needs a number")
    refused(Claim, {**CLAIM, "unit": "furlong"}, "unit")


def test_evidence_is_one_of_two_words() -> None:
    refused(Citation, {**CITED, "evidence": "probably"}, "evidence")


def test_a_claim_is_checked_when_one_citation_is() -> None:
    unread = {"source": "almanac", "locator": "entry L", "evidence": "unchecked"}
    assert Claim.model_validate({**CLAIM, "cited": (unread,)}).evidence == "unchecked"
    assert Claim.model_validate({**CLAIM, "cited": (unread, CITED)}).evidence == "checked"


@pytest.mark.parametrize("name", ["height", "Lamp.height", "lamp.", ".height", "lamp.a b", "a.b.c"])
def test_a_claim_id_is_subject_dot_claim(name: str) -> None:
    refused(Claim, {**CLAIM, "id": name}, "id")


def test_claims_of_different_scope_are_told_apart() -> None:
    plain = Claim.model_validate(CLAIM)
    dated = Claim.model_validate({**CLAIM, "as_of": "1921"})
    variant = Claim.model_validate({**CLAIM, "variant": "export model"})
    assert len({plain.scope, dated.scope, variant.scope}) == 3


# Quantities


@pytest.mark.parametrize(
    ("written", "form", "least", "most"),
    [
        (4, "exact", 4, 4),
        (Decimal("5.20"), "exact", Decimal("5.20"), Decimal("5.20")),
        ({"about": 120}, "about", 120, 120),
        ({"min": 6, "max": 8}, "range", 6, 8),
        ({"min": 150}, "at least", 150, None),
        ({"max": 8}, "at most", None, 8),
        ({"min": 70, "max": 90, "about": True}, "range", 70, 90),
    ],
)
def test_a_quantity_keeps_the_way_its_source_speaks(
    written: object, form: str, least: object, most: object
) -> None:
    quantity = Quantity.model_validate(written)
    assert (quantity.form, quantity.min, quantity.max) == (form, least, most)


def test_a_decimal_keeps_its_printed_digits() -> None:
    assert str(Quantity.model_validate(Decimal("5.20")).min) == "5.20"


@pytest.mark.parametrize(
    "value",
    [
        True,
        "3",
        b"3",
        3.0,
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        Decimal("Infinity"),
        10**16,
        None,
    ],
    ids=repr,
)
def test_what_is_no_whole_or_decimal_number_is_no_quantity(value: object) -> None:
    with pytest.raises(ValidationError):
        Quantity.model_validate({"min": value, "max": value})


def test_bounds_stand_in_order() -> None:
    refused(Quantity, {"min": 8, "max": 6}, "min 8 is greater than max 6")


def test_a_quantity_holds_a_number() -> None:
    refused(Quantity, {}, "a quantity has a number")
    refused(Quantity, {"about": True}, "a quantity has a number")


def test_about_is_a_number_or_a_word_beside_bounds() -> None:
    refused(Quantity, {"about": 5, "max": 6}, "about is true or false")


# Batteries


@pytest.mark.parametrize("count", [1, 2, 7, 8])
def test_a_battery_has_one_to_eight_launchers(count: int) -> None:
    battery = Battery.model_validate(
        {**BATTERY, "launching_stations": ({"model": "stand", "count": count},)}
    )
    assert battery.launcher_count == count


RULE = "a battery has 1 to 8 launching stations, exactly one radar set"


@pytest.mark.parametrize("groups", [(9,), (5, 4), (8, 1), (1,) * 9], ids=str)
def test_nine_launchers_are_refused_with_the_rule(groups: tuple[int, ...]) -> None:
    stations = tuple({"model": "stand", "count": count} for count in groups)
    refused(Battery, {**BATTERY, "launching_stations": stations}, RULE)


def test_no_launcher_is_refused_with_the_rule() -> None:
    refused(Battery, {**BATTERY, "launching_stations": ()}, RULE)
    refused(Battery, {**BATTERY, "launching_stations": ({"model": "a", "count": 0},)}, RULE)


@pytest.mark.parametrize(
    "count", [True, "3", b"3", 3.0, 8.0, 3.5, -1, None, float("nan")], ids=repr
)
def test_a_number_of_launchers_is_a_whole_number(count: object) -> None:
    refused(LauncherGroup, {"model": "stand", "count": count}, "count")


@pytest.mark.parametrize(
    "part", ["radar_sets", "engagement_control_stations", "electric_power_plants"]
)
@pytest.mark.parametrize("given", [(), ("one", "two")], ids=["none", "two"])
def test_exactly_one_of_these_parts(part: str, given: tuple[str, ...]) -> None:
    refused(Battery, {**BATTERY, part: given}, RULE)


def test_at_least_one_mast_group() -> None:
    refused(Battery, {**BATTERY, "antenna_mast_groups": ()}, RULE)
    Battery.model_validate({**BATTERY, "antenna_mast_groups": ("mast", "mast", "other")})


def test_a_part_left_out_is_missed() -> None:
    for part in ("radar_sets", "launching_stations", "antenna_mast_groups"):
        refused(Battery, {key: BATTERY[key] for key in BATTERY if key != part}, part)


def test_a_changed_copy_obeys_the_rule_too() -> None:
    battery = Battery.model_validate(BATTERY)
    with pytest.raises(ValidationError, match="exactly one radar set"):
        battery.model_copy(update={"radar_sets": ()})
    nine = (LauncherGroup(model="stand", count=8), LauncherGroup(model="stand", count=1))
    with pytest.raises(ValidationError, match="9 launching stations"):
        battery.model_copy(update={"launching_stations": nine})
    assert battery.model_copy(update={"radar_sets": ("other",)}).radar_sets == ("other",)


@pytest.mark.parametrize("wanted", [0, 9, -1, True, "3", 3.0, None], ids=repr)
def test_changing_the_number_of_launchers_obeys_the_rule(toy: Catalog, wanted: object) -> None:
    with pytest.raises(ValueError, match="launch"):
        with_launchers(toy, Battery.model_validate(BATTERY), wanted)


def test_launchers_are_taken_from_the_end_and_added_to_the_last_group(toy: Catalog) -> None:
    battery = toy.compositions["full-battery"]
    assert [group.count for group in with_launchers(toy, battery, 5).launching_stations] == [4, 1]
    assert [group.count for group in with_launchers(toy, battery, 3).launching_stations] == [3]
    assert [group.count for group in with_launchers(toy, battery, 8).launching_stations] == [4, 4]


def test_a_described_battery_may_leave_parts_unstated() -> None:
    described = {
        "id": "south",
        "kind": "described-battery",
        "name": "South",
        "label": "A battery.",
        "summary": "A battery of which nothing is counted.",
    }
    battery = TypeAdapter(AnyBattery).validate_python(described)
    assert isinstance(battery, DescribedBattery)
    assert battery.claims == ()


def test_a_comparison_has_two_to_five_different_columns() -> None:
    base = {"id": "c", "name": "C", "summary": "Side by side."}
    refused(Comparison, {**base, "columns": ("a",)}, "columns")
    refused(Comparison, {**base, "columns": ("a", "b", "c", "d", "e", "f")}, "columns")
    refused(Comparison, {**base, "columns": ("a", "b", "a")}, "an element stands in two columns")


# All models


@pytest.mark.parametrize(
    ("model", "value"),
    [(Claim, CLAIM), (Citation, CITED), (Source, SOURCE), (Battery, BATTERY), (RadarSet, ELEMENT)],
    ids=lambda item: item.__name__ if isinstance(item, type) else "",
)
def test_models_are_closed_and_frozen(model: type[BaseModel], value: dict[str, Any]) -> None:
    refused(model, {**value, "colour": "red"}, "Extra inputs are not permitted")
    made = model.model_validate(value)
    name = next(iter(type(made).model_fields))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(made, name, "other")


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"composition", "described-battery"}))
def test_every_kind_of_element_has_a_class(kind: str) -> None:
    element = TypeAdapter(Element).validate_python({**ELEMENT, "kind": kind})
    assert element.kind == kind


def test_an_unknown_kind_is_refused() -> None:
    refused(TypeAdapter(Element), {**ELEMENT, "kind": "submarine"}, "submarine")


@pytest.mark.parametrize(
    "name", ["", "A", "a b", "a_b", "-a", "a-", "a--b", "é", "../a", "con", "lpt1", "a" * 65]
)
def test_an_id_is_a_slug_that_is_safe_as_a_file_name(name: str) -> None:
    refused(RadarSet, {**ELEMENT, "id": name}, "id")


def test_two_claims_of_an_element_have_two_ids() -> None:
    claim = Claim.model_validate(CLAIM)
    refused(RadarSet, {**ELEMENT, "claims": (claim, claim)}, "two claims have the id 'height'")


def test_what_is_stated_is_not_called_not_published() -> None:
    silence = {"parameter": "height", "looked_in": ("gazette",)}
    refused(
        RadarSet,
        {**ELEMENT, "claims": (CLAIM,), "silences": (silence,)},
        "height is called not published, yet a claim states it",
    )


def test_links_and_loads_rest_on_claims_of_their_file() -> None:
    link = {"to": "hut", "carries": "data", "claim": "cable"}
    refused(RadarSet, {**ELEMENT, "links": (link,)}, "no claim of this file")
    load = {"interceptor": "flare", "claim": "capacity"}
    stand = {**ELEMENT, "kind": "launching-station", "loads": (load,)}
    refused(LaunchingStation, stand, "no claim of this file")


def test_prose_is_whole_sentences() -> None:
    refused(RadarSet, {**ELEMENT, "summary": "no full stop"}, "a sentence ends with a full stop")


# Sources


def test_a_source_has_an_address_or_says_why_not() -> None:
    refused(Source, {**SOURCE, "no_url": "printed"}, "no_url that says why not")
    refused(Source, {**SOURCE, "url": None}, "no_url that says why not")


def test_a_source_not_yet_read_has_no_day_of_reading() -> None:
    refused(Source, {**SOURCE, "how_read": "not yet read"}, "one not yet read has none")
    refused(Source, {**SOURCE, "read_on": None}, "a source that was read has read_on")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://",
        "https://localhost/",
        "https://user:word@example.org/",
        "https://example.org:8080/",
        "https://exämple.org/",
        "https://example.org/a b",
        "https://example.org/\x1b[31m",
        'https://example.org/"onclick="',
        "//example.org/",
    ],
)
def test_a_source_leads_to_a_public_web_page_only(address: str) -> None:
    refused(Source, {**SOURCE, "url": address}, "url")


def test_two_copies_of_one_statement_have_one_origin() -> None:
    own = Source.model_validate(SOURCE)
    relayed = Source.model_validate({**SOURCE, "relays": "Office"})
    copied = Source.model_validate({**SOURCE, "copy_of": "Office"})
    assert own.origin == "Gazette"
    assert relayed.origin == copied.origin == "Office"


def test_a_pack_is_public() -> None:
    pack = {
        "name": "Toy",
        "version": "1.0.0",
        "facts_as_of": "2026-05-04",
        "classification": "secret",
        "licence": "CC BY 4.0",
        "scope": "A test.",
        "report_faults_to": "nobody",
    }
    refused(Pack, pack, "classification")
    assert Pack.model_validate({**pack, "classification": "public"}).version == "1.0.0"


# Dates


@pytest.mark.parametrize(
    ("text", "precision", "first"),
    [
        ("1991-01-18", "day", "1991-01-18"),
        ("1976-05", "month", "1976-05-01"),
        ("1961", "year", "1961-01-01"),
        ("1990s", "decade", "1990-01-01"),
        ("early 2010s", "part of a decade", "2010-01-01"),
        ("mid-1980s", "part of a decade", "1984-01-01"),
        ("late 1990s", "part of a decade", "1997-01-01"),
    ],
)
def test_a_date_is_no_more_precise_than_its_source(text: str, precision: str, first: str) -> None:
    moment = PartialDate(text)
    assert (moment.precision, moment.first_day.isoformat(), str(moment)) == (precision, first, text)


@pytest.mark.parametrize(
    "text", ["", "91", "1991-13", "1991-02-30", "18.1.1991", "0000", "000s", "sometime", "1991-1-1"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate(text)


@pytest.mark.parametrize("text", ["١٩٩١", "1991-０1", "1991-01-1٨", "19٩0s"])
def test_a_date_is_written_in_the_digits_every_reader_knows(text: str) -> None:
    """The same date in other digits would be another text, and sorted apart."""
    with pytest.raises(ValueError, match="not a date"):
        PartialDate(text)


@pytest.mark.parametrize("name", ["   ", "\u0301", "\u200d \u0301", "\u1160"])
def test_a_name_can_be_seen(name: str) -> None:
    with pytest.raises(ValidationError, match="nothing of it can be seen"):
        TypeAdapter(Element).validate_python({**ELEMENT, "name": name})


def test_dates_stand_in_order_and_do_not_change() -> None:
    words = ["late 1990s", "1991-01-18", "1990s", "1991", "1991-01"]
    assert [str(moment) for moment in sorted(map(PartialDate, words))] == [
        "1990s",
        "1991",
        "1991-01",
        "1991-01-18",
        "late 1990s",
    ]
    with pytest.raises(AttributeError, match="does not change"):
        PartialDate("1991").text = "1992"
