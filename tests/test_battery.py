"""Compositions: totals, refusals, seeds, files, and two side by side."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.composition_file import as_spec_file, read_composition
from batteryviz.catalog.faults import PackError
from batteryviz.catalog.loading import load
from batteryviz.catalog.loads import stated_loads
from batteryviz.model.battery import Battery
from batteryviz.safety.text import clean
from batteryviz.views.composing import (
    NoLauncherError,
    NoLoadError,
    choices,
    with_groups,
    with_launcher,
    with_model,
)
from batteryviz.views.composition import composition
from batteryviz.views.document import Json, Schematic
from batteryviz.views.seeding import PART_KINDS, counting, default_battery, seeded
from batteryviz.views.totals import per_launcher, totals
from program import SHIPPED, TOY, run

CATALOGS = {"toy": load(TOY), "shipped": load(SHIPPED)}
GROUPS = {
    name: [(model, load) for model, load, _ in choices(catalog)]
    for name, catalog in CATALOGS.items()
}


def home(catalog: Catalog) -> Battery:
    battery = default_battery(catalog)
    assert battery is not None
    return battery


def data_of(value: Json) -> dict[str, Json]:
    assert isinstance(value, dict)
    return value


@pytest.mark.parametrize("name", CATALOGS)
@pytest.mark.parametrize("count", range(1, 9))
def test_every_stated_load_adds_up(name: str, count: int) -> None:
    """For every count and every stated load the total is the sum of its terms."""
    catalog = CATALOGS[name]
    for model, load_id in GROUPS[name]:
        battery = with_groups(catalog, home(catalog), [(count, model, load_id)])
        each = per_launcher(stated_loads(catalog, model)[load_id])
        found = {total.key: total for total in totals(catalog, battery)}
        assert found["launchers"].number == count
        assert found[f"missiles-{load_id}"].number == found["missiles"].number == count * each


@pytest.mark.parametrize("name", CATALOGS)
@settings(max_examples=60, deadline=None)
@given(draw=st.data())
def test_mixed_loads_add_up_and_every_line_has_its_claim(name: str, draw: st.DataObject) -> None:
    """Totals are the sums of their parts, and nothing is drawn without a claim."""
    catalog = CATALOGS[name]
    each = draw.draw(st.lists(st.sampled_from(GROUPS[name]), min_size=1, max_size=8))
    battery = with_groups(catalog, home(catalog), [(1, *group) for group in each])
    assert battery.launcher_count == len(each)
    found = {total.key: total for total in totals(catalog, battery)}
    expected = sum(per_launcher(stated_loads(catalog, m)[load_id]) for m, load_id in each)
    assert found["missiles"].number == expected
    kinds = [total for key, total in found.items() if key.startswith("missiles-")]
    assert sum(t.number or 0 for t in kinds if t.key != "missiles-as-described") == expected
    document = composition(catalog, battery)
    (drawing,) = [block for block in document.blocks if isinstance(block, Schematic)]
    assert [n.number for n in drawing.nodes if n.number] == list(range(1, len(each) + 1))
    for link in drawing.links:
        claim = catalog.claims[link.claim]
        assert link.claim in document.voices
        assert link.checked == (claim.evidence == "checked")
        assert link.checked or "unchecked" in link.cell.marks


def test_a_load_that_no_source_states_is_refused_through_every_door(tmp_path: Path) -> None:
    catalog = CATALOGS["toy"]
    with pytest.raises(NoLoadError, match="no source states"):
        with_launcher(catalog, home(catalog), 1, "fs-1", "white-flare")
    with pytest.raises(NoLauncherError, match="no launcher 9"):
        with_launcher(catalog, home(catalog), 9, "fs-1", None)
    with pytest.raises(NoLoadError, match="no launching station"):
        with_model(catalog, home(catalog), "control-hut")
    ran = run("battery", "--model", "fs-1", "--load", "white-flare")
    assert ran.code == 2
    assert "no source states that the FS-1 holds white-flare" in ran.err
    assert run("battery", "--group", "2:fs-1:white-flare").code == 2
    file = tmp_path / "odd.yaml"
    file.write_text(
        as_spec_file(home(catalog)).replace("model: fs-2", "model: fs-1"), encoding="utf-8"
    )
    ran = run("battery", file)
    assert ran.code == 65
    assert "odd.yaml:8:" in ran.err
    assert "no source states that fs-1 holds white-flare" in ran.err


@pytest.mark.parametrize(
    "words", [("--launchers", "9"), ("--group", "9:fs-2"), ("--launchers", "8.0")]
)
def test_a_ninth_launcher_is_refused_on_the_command_line(words: tuple[str, str]) -> None:
    ran = run("battery", *words)
    assert ran.code == 2
    assert ran.out == ""
    assert "launch" in ran.err


def test_a_ninth_launcher_is_refused_with_the_rule_and_its_source(tmp_path: Path) -> None:
    says = "Who says 8: Northmere battery, 4 to 8 (Lamp Gazette, 1921, para 3"
    ran = run("battery", "--launchers", "9")
    assert "a battery has 1 to 8 launching stations" in ran.err
    assert says in ran.err
    file = tmp_path / "nine.yaml"
    file.write_text(as_spec_file(home(CATALOGS["toy"])).replace("count: 4", "count: 7"))
    ran = run("battery", file)
    assert ran.code == 65
    assert "9 launching stations: a battery has 1 to 8" in ran.err
    assert says in ran.err
    with pytest.raises(ValidationError, match="9 launching stations"):
        Battery.model_validate(
            {
                **{name: getattr(home(CATALOGS["toy"]), name) for name in Battery.model_fields},
                "launching_stations": ({"model": "fs-2", "count": 8}, {"model": "fs-2"}),
            }
        )


@pytest.mark.parametrize("name", CATALOGS)
def test_a_described_battery_seeds_a_composition_that_marks_what_is_assumed(name: str) -> None:
    catalog = CATALOGS[name]
    described = [s.id for s in catalog.subjects.values() if s.kind == "described-battery"]
    assert described
    for battery_id in described:
        battery = seeded(catalog, battery_id)
        silent = {kind for kind in PART_KINDS if not counting(catalog, battery_id, kind)}
        assert set(battery.assumed) == silent
        assert all(group.load is None for group in battery.launching_stations)
        document = composition(catalog, battery)
        (drawing,) = [block for block in document.blocks if isinstance(block, Schematic)]
        assert {node.kind for node in drawing.nodes if node.assumed} == silent
        assert data_of(document.data)["assumed"] == list(battery.assumed)


words = st.text(min_size=1, max_size=60).map(clean).filter(lambda text: text.strip() == text != "")


@settings(max_examples=80, deadline=None)
@given(name=words, summary=words, groups=st.lists(st.sampled_from(GROUPS["toy"]), max_size=7))
def test_a_saved_composition_is_read_back_equal(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    summary: str,
    groups: list[tuple[str, str]],
) -> None:
    """Whatever its name and loads, the file gives the same battery again."""
    catalog = CATALOGS["toy"]
    path = tmp_path_factory.mktemp("saved") / "mine.yaml"
    battery = with_groups(
        catalog, home(catalog), [(1, "fs-1", None), *((1, *group) for group in groups)]
    ).model_copy(update={"id": "mine", "name": name, "summary": f"{summary}."})
    path.write_text(as_spec_file(battery), encoding="utf-8")
    assert read_composition(path, catalog) == battery


def test_a_saved_composition_opens_as_a_file_and_inside_a_pack(tmp_path: Path, pack: Path) -> None:
    file = tmp_path / "mine.yaml"
    ran = run("battery", "--group", "2:fs-2:red-flare", "--group", "1:fs-1", "--save", file)
    assert ran.code == 0, ran.err
    assert run("battery", "--launchers", "2", "--save", file).code == 73
    opened = json.loads(run("battery", file, "--format", "json").out)
    assert [(g["model"], g["load"], g["count"]) for g in opened["launching_stations"]] == [
        ("fs-2", "red-flare", 2),
        ("fs-1", None, 1),
    ]
    (pack / "batteries" / "mine.yaml").write_bytes(file.read_bytes())
    shown = json.loads(run("battery", "mine", "--format", "json", specs=pack).out)
    assert shown["launching_stations"] == opened["launching_stations"]
    assert shown["totals"] == opened["totals"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind: composition\n", "required, and missing"),
        ("- a list\n", "a spec file is a mapping"),
        ("name: [\n", "not YAML"),
    ],
)
def test_a_file_that_is_no_composition_says_where(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "odd.yaml"
    file.write_text(text)
    with pytest.raises(PackError, match=message):
        read_composition(file, CATALOGS["toy"])
    assert run("battery", file).code == 65
    assert run("battery", tmp_path / "none.yaml").code == 66


def test_two_compositions_stand_side_by_side_and_differences_are_marked() -> None:
    one = json.loads(run("battery", "full-battery", "southmere-battery", "--format", "json").out)
    rows = {row["key"]: row for row in one["rows"]}
    assert one["columns"] == ["full-battery", "southmere-battery-composition"]
    assert rows["launching-station"]["differs"]
    assert rows["missiles"]["values"][0].startswith("up to 72")
    same = json.loads(run("battery", "full-battery", "full-battery", "--format", "json").out)
    assert not any(row["differs"] for row in same["rows"])
    assert run("battery", "a", "b", "c").code == 2
    assert run("battery", "full-battery", "--battalion").code == 2


def test_a_battalion_keeps_its_voices_apart() -> None:
    """The list of 2004 and the spokesperson stand side by side; no number is merged."""
    page = json.loads(run("battery", "--battalion", "--format", "json", specs=None).out)
    voices = {item["source"]: item["claims"] for item in page["lists"]}
    assert len(voices) > 2
    spoken = {claim["parameter"]: claim["value"] for claim in voices["breaking-defense-2023"]}
    listed = {claim["parameter"]: claim["value"] for claim in voices["herald-mail-2004"]}
    assert spoken == {"batteries": 4}
    assert listed["communications-relay-groups"] == 4
    assert listed["information-and-coordination-centrals"] == 1
    assert "batteries" not in listed
    plain = run("battery", "--battalion", "--plain", specs=None).out
    assert "box ICC: information and coordination central, × 1" in plain


def test_the_linear_twin_lists_the_boxes_and_lines_of_the_drawing() -> None:
    drawn = json.loads(run("battery", "--format", "json").out)
    plain = run("battery", "--plain").out
    boxes = [line.split()[2:4] for line in plain.splitlines() if line.startswith("- box ")]
    assert [" ".join(box).partition(":")[0] for box in boxes] == [
        node["short_name"] for node in drawn["nodes"]
    ]
    lines = [line for line in plain.splitlines() if line.startswith("- line ")]
    links = drawn["links"]
    assert len(lines) == len(links)
    for link in links:
        (line,) = [known for known in lines if f"stated by {link['claim']}" in known]
        assert (link["evidence"] == "unchecked") == ("unchecked" in line)
