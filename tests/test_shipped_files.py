"""The shipped facts: every spec file keeps every promise, and the first encyclopedia is whole."""

import json
from collections import defaultdict

import pytest

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.checks import CHECKS
from batteryviz.catalog.files import find
from batteryviz.catalog.schemas import schemas
from batteryviz.model.battery import DescribedBattery
from program import SHIPPED

FILES = [f"{file.room}/{file.id}" if file.room else file.id for file in find(SHIPPED)[0]]
PROMISES = {promise.__name__: promise for promise in CHECKS}


@pytest.fixture(scope="module")
def problems(shipped: Catalog) -> dict[tuple[str, str], list[str]]:
    """Every problem by promise and file; each promise is asked once."""
    found = defaultdict(list)
    for name, promise in PROMISES.items():
        for problem in promise(shipped):
            found[name, problem.file].append(problem.message)
    return found


@pytest.mark.parametrize("promise", PROMISES)
@pytest.mark.parametrize("file", FILES)
def test_a_spec_file_keeps_a_promise(
    problems: dict[tuple[str, str], list[str]], file: str, promise: str
) -> None:
    assert problems.get((promise, file), []) == []


def test_every_problem_is_of_a_file_that_is_tested(
    problems: dict[tuple[str, str], list[str]],
) -> None:
    assert {file for _, file in problems} <= set(FILES)


def test_there_are_at_least_150_claims_from_at_least_60_sources(shipped: Catalog) -> None:
    cited = {cited.source for claim in shipped.claims.values() for cited in claim.cited}
    assert len(shipped.claims) >= 150
    assert len(cited) >= 60


@pytest.mark.parametrize(
    "subject",
    [
        "radar-set",
        "an-mpq-53",
        "an-mpq-65",
        "launching-station",
        "m901",
        "m902",
        "m903",
        "engagement-control-station",
        "antenna-mast-group",
        "electric-power-plant",
        "information-and-coordination-central",
        "communications-relay-group",
        "guided-missile-transporter",
        "hemtt",
        "mim-104a",
        "mim-104b",
        "mim-104c",
        "pac-2",
        "gem-t",
        "pac-3",
        "pac-3-mse",
    ],
)
def test_the_elements_of_the_battery_have_sheets(shipped: Catalog, subject: str) -> None:
    assert subject in shipped.subjects


def test_the_us_battery_and_four_national_ones_are_described(shipped: Catalog) -> None:
    described = [s for s in shipped.subjects.values() if isinstance(s, DescribedBattery)]
    assert "us-battery" in {battery.id for battery in described}
    nations = {battery.user for battery in described} - {None, "united-states"}
    assert len(nations) >= 4


def test_the_first_composition_is_the_us_battery_of_eight(shipped: Catalog) -> None:
    of_the_us = [b for b in shipped.compositions.values() if b.seeded_from == "us-battery"]
    assert [battery.launcher_count for battery in of_the_us] == [8]


def test_the_radars_are_compared_and_their_range_is_disputed(shipped: Catalog) -> None:
    assert shipped.comparisons["radars"].columns == ("an-mpq-53", "an-mpq-65")
    for radar in shipped.comparisons["radars"].columns:
        disputed = [c for c in shipped.claims_under(radar) if shipped.is_disputed(c)]
        assert {claim.subject for claim in disputed} >= {"radar-set"}


def test_the_schemas_for_editors_are_fresh() -> None:
    """When this fails, write them again: batteryviz schema --output specs/schema --force"""
    kept = {path.name: path.read_text(encoding="utf-8") for path in (SHIPPED / "schema").iterdir()}
    assert kept == schemas()


def test_every_spec_file_names_its_schema(shipped: Catalog) -> None:
    """An editor that knows the schema completes keys and explains them."""
    del shipped
    kinds = {"elements": "element", "batteries": "battery", "comparisons": "comparison"}
    for file in find(SHIPPED)[0]:
        name = kinds.get(file.room, file.room.removesuffix("s") or file.id)
        up = "../" if file.room else ""
        first_lines = file.path.read_text(encoding="utf-8").splitlines()[:3]
        assert f"# yaml-language-server: $schema={up}schema/{name}.json" in first_lines, file.shown


def test_the_schemas_know_every_key_of_the_shipped_files() -> None:
    for text in schemas().values():
        schema = json.loads(text)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
