"""The JSON that teachers' scripts read: its keys and its types stay as they are."""

import json
from typing import Any

import pytest

from conftest import Ask, AskJson
from program import SHIPPED, TOY

ELEMENT = {"schema_version", "id", "kind", "name", "designation", "summary", "claims"}
CLAIM = {"id", "parameter", "value", "unit", "subject", "evidence", "disputed", "citations"}
CITATION = {"source", "locator", "read_on"}
PACKS = pytest.mark.parametrize("specs", [TOY, SHIPPED], ids=["toy", "shipped"])


def is_value(value: Any) -> bool:
    """Say whether ``value`` is a number, words, or an object with min and/or max."""
    if isinstance(value, dict):
        ends = {key for key in value if key in {"min", "max"}}
        return bool(ends) and value.keys() <= {"min", "max", "about"}
    return isinstance(value, (int, float, str)) and not isinstance(value, bool)


def check_claim(claim: dict[str, Any]) -> None:
    """Assert that a claim has its keys, and that they hold what they should."""
    assert claim.keys() >= CLAIM
    assert is_value(claim["value"])
    assert claim["unit"] is None or isinstance(claim["unit"], str)
    assert claim["evidence"] in {"checked", "unchecked"}
    assert isinstance(claim["disputed"], bool)
    assert claim["citations"]
    for citation in claim["citations"]:
        assert citation.keys() >= CITATION
        assert citation["read_on"] is None or len(citation["read_on"]) == 10
        assert citation["locator"]


@PACKS
def test_list_is_an_array_of_id_kind_and_name(ask_json: AskJson, specs: Any) -> None:
    listed = ask_json("list", specs=specs)
    assert listed
    for item in listed:
        assert item.keys() >= {"id", "kind", "name"}
    kinds = {item["kind"] for item in listed}
    assert kinds >= {"radar-set", "described-battery", "user", "organisation", "neighbour"}
    radars = ask_json("list", "radar-set", specs=specs)
    assert radars == [item for item in listed if item["kind"] == "radar-set"]


@PACKS
def test_sources_is_an_array_of_publications(ask_json: AskJson, specs: Any) -> None:
    listed = ask_json("sources", specs=specs)
    for item in listed:
        assert item.keys() >= {"id", "title", "publisher", "kind", "url"}
    one = ask_json("sources", listed[0]["id"], specs=specs)
    assert one["id"] == listed[0]["id"]
    assert one["schema_version"] == 1
    for claim in one["claims"]:
        check_claim(claim)
        assert one["id"] in {citation["source"] for citation in claim["citations"]}


def test_search_is_an_array_best_first(ask_json: AskJson) -> None:
    found = ask_json("search", "lamp")
    assert all(item.keys() >= {"id", "kind", "name"} for item in found)
    assert ask_json("search", "ol-lmp-2")[0]["id"] == "ol-lmp-2"
    assert ask_json("search", "New Lantern")[0]["id"] == "ol-lmp-2"


def test_nothing_found_is_an_empty_array_and_exit_code_1(ask: Ask) -> None:
    ran = ask("search", "zzzzqqq", "--format", "json")
    assert (ran.code, ran.out) == (1, "[]\n")
    assert "nothing found for 'zzzzqqq'" in ran.err


@pytest.mark.parametrize("depth", ["label", "summary", "full"])
def test_an_element_has_its_keys_at_every_depth(ask_json: AskJson, depth: str) -> None:
    """JSON holds all claims, whatever depth is asked for."""
    element = ask_json("show", "OL/LMP-2", "--depth", depth)
    assert element.keys() >= ELEMENT
    assert (element["schema_version"], element["id"], element["kind"]) == (
        1,
        "ol-lmp-2",
        "radar-set",
    )
    assert element["designation"] == "OL/LMP-2"
    assert len(element["claims"]) == 13
    for claim in element["claims"]:
        check_claim(claim)


def test_every_shipped_sheet_keeps_the_contract(ask_json: AskJson) -> None:
    pages = ask_json("export", "all", "--to", "json", specs=None)["pages"]
    elements = [page for page in pages if isinstance(page, dict) and "designation" in page]
    assert len(elements) >= 50
    for page in elements:
        assert page.keys() >= ELEMENT
        for claim in page["claims"]:
            check_claim(claim)


@pytest.mark.parametrize(
    ("subject", "claim", "value", "unit"),
    [
        ("fs-1", "capacity", 4, None),
        ("ol-lmp-1", "height", 5.2, "metre"),
        ("ol-lmp-2", "weight", {"min": 38, "max": 38, "about": True}, "ton"),
        ("ol-lmp-2", "beam-optics", {"min": 110, "max": 120, "about": True}, "degree"),
        ("northmere-battery", "stands", {"min": 4, "max": 8}, None),
        ("company-hut", "people", {"min": 4}, None),
        ("hand-truck", "speed", {"max": 4}, "mile-per-hour"),
        ("ol-lmp-1", "colour", "green", None),
    ],
)
def test_each_form_of_value_has_one_form_in_json(
    ask_json: AskJson, subject: str, claim: str, value: object, unit: str | None
) -> None:
    claims = {item["id"]: item for item in ask_json("show", subject)["claims"]}
    found = claims[f"{subject}.{claim}"]
    assert (found["value"], found["unit"]) == (value, unit)
    assert type(found["value"]) is type(value)


def test_a_claim_on_the_family_keeps_its_own_subject(ask_json: AskJson) -> None:
    claims = {item["id"]: item for item in ask_json("show", "ol-lmp-1")["claims"]}
    assert claims["signal-lamp.reach"]["subject"] == "signal-lamp"
    assert claims["ol-lmp-1.colour"]["subject"] == "ol-lmp-1"


def test_disputed_claims_name_their_rivals_and_the_reason(ask_json: AskJson) -> None:
    claims = {item["id"]: item for item in ask_json("show", "ol-lmp-2")["claims"]}
    office = claims["ol-lmp-2.beam-office"]
    assert office["disputed"] is True
    assert office["rivals"] == ["ol-lmp-2.beam-optics", "ol-lmp-2.beam-poster"]
    assert office["reasons"][0].startswith("rounding: ")
    assert claims["ol-lmp-2.colour"]["disputed"] is False


def test_unchecked_claims_say_so(ask_json: AskJson) -> None:
    claim = ask_json("show", "relay-wagon")["claims"][0]
    assert claim["evidence"] == "unchecked"
    assert claim["citations"][0]["read_on"] is None


def test_a_described_battery_and_its_silences_are_an_element_too(ask_json: AskJson) -> None:
    battery = ask_json("show", "northmere-battery")
    assert battery.keys() >= ELEMENT
    assert battery["kind"] == "described-battery"
    assert battery["silences"] == [
        {"parameter": "dynamos", "looked_in": ["lamp-gazette-1921", "signal-office-manual"]}
    ]


def test_a_comparison_has_columns_and_rows(ask_json: AskJson) -> None:
    page = ask_json("compare", "ol-lmp-1", "ol-lmp-2")
    assert page["schema_version"] == 1
    assert page["columns"] == ["ol-lmp-1", "ol-lmp-2"]
    for row in page["rows"]:
        assert row.keys() >= {"parameter", "group", "differs", "disputed", "cells", "silences"}
        assert len(row["cells"]) == len(row["silences"]) == 2
        for cell, silence in zip(row["cells"], row["silences"], strict=True):
            assert (silence is None) == bool(cell)
            assert silence in {None, "not-published", "not-looked-for"}
            for claim in cell:
                check_claim(claim)


@pytest.mark.parametrize(
    ("parameter", "differs", "disputed", "silences"),
    [
        ("colour", False, False, [None, None]),
        ("beam-angle", True, True, [None, None]),
        ("reach", False, False, [None, None]),
        ("height", True, False, [None, "not-looked-for"]),
        ("weight", True, False, ["not-published", None]),
        ("price", False, False, ["not-published", "not-published"]),
        ("flicker", True, False, ["not-looked-for", None]),
    ],
)
def test_a_row_differs_when_its_columns_do_not_say_the_same(
    ask_json: AskJson,
    parameter: str,
    *,
    differs: bool,
    disputed: bool,
    silences: list[str | None],
) -> None:
    """A silence against a value is a difference, and is never a claim."""
    rows = {row["parameter"]: row for row in ask_json("compare", "lamps")["rows"]}
    row = rows[parameter]
    assert (row["differs"], row["disputed"], row["silences"]) == (differs, disputed, silences)


def test_differences_leave_only_the_rows_that_differ(ask_json: AskJson) -> None:
    every = ask_json("compare", "lamps")["rows"]
    differing = ask_json("compare", "lamps", "--differences")["rows"]
    assert differing == [row for row in every if row["differs"]]
    assert len(differing) < len(every)


def test_an_export_of_one_page_is_that_page(ask: Ask) -> None:
    shown = json.loads(ask("show", "ol-lmp-2", "--format", "json").out)
    exported = json.loads(ask("export", "ol-lmp-2", "--to", "json").out)
    assert shown.items() <= exported.items()
    both = ask("export", "ol-lmp-1", "ol-lmp-2", "--to", "json").out
    assert [page["id"] for page in json.loads(both)] == ["ol-lmp-1", "ol-lmp-2"]


def test_timeline_and_glossary_are_arrays(ask_json: AskJson) -> None:
    events = ask_json("timeline")
    assert [event["date"] for event in events] == [
        "1890s",
        "1901-04-30",
        "1902",
        "1905-06",
        "late 1910s",
    ]
    assert all(event["citations"] and event["event"] for event in events)
    assert [term["term"] for term in ask_json("glossary")] == ["dusk watch", "LMP"]


def test_a_battery_says_what_each_total_rests_on(ask_json: AskJson) -> None:
    battery = ask_json("battery")
    assert battery["schema_version"] == 1
    assert battery["launchers"] == 6
    assert [
        (item["interceptor"], item["launchers"], item["each"], item["total"], item["claim"])
        for item in battery["missiles"]
    ] == [
        ("white-flare", 4, 16, 64, "fs-2.capacity-white"),
        ("red-flare", 2, 4, 8, "fs-1.capacity"),
    ]
    assert battery["assumed"] == ["electric-power-plant"]
    for claim in battery["claims"]:
        check_claim(claim)
