"""A broken pack: every fault at once, each with its file, line and column, and a remedy."""

from pathlib import Path

import pytest

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.faults import NoPackError, PackError
from batteryviz.catalog.loading import load
from program import run


def faults(pack: Path) -> list[str]:
    """Return the faults of a pack that does not load, as a reader meets them."""
    with pytest.raises(PackError) as error:
        load(pack)
    return [str(fault) for fault in error.value.faults]


def change(file: Path, old: str, new: str) -> None:
    """Replace ``old``, which stands there once, by ``new``."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def only_fault(pack: Path) -> str:
    """Return the one fault of a pack."""
    found = faults(pack)
    assert len(found) == 1, found
    return found[0]


LAMP = """\
kind: radar-set
name: New lamp
label: A lamp that a beginner entered.
summary: A lamp with one of each fault.
claims:
  - id: height
    parameter: height
    value: 5.20
    unit: metre
    cited:
      - {source: lamp-gazette-1921, locator: para 9, evidence: checked, read_on: 2026-05-01}
"""


def lamp(pack: Path, old: str = "", new: str = "") -> Path:
    """Add an element to ``pack`` whose text has ``old`` replaced by ``new``."""
    file = pack / "elements" / "new-lamp.yaml"
    assert not old or LAMP.count(old) == 1
    file.write_text(LAMP.replace(old, new) if old else LAMP, encoding="utf-8")
    return file


def test_the_toy_pack_holds_one_of_each_thing(toy: Catalog) -> None:
    """What a pack can hold, the toy pack holds; so no test of a view runs on nothing."""
    units = {claim.unit for claim in toy.claims.values()} - {None}
    forms = {getattr(claim.value, "form", "words") for claim in toy.claims.values()}
    assert len(units) == 31
    assert forms == {"exact", "about", "range", "at least", "at most", "words"}
    assert toy.compositions
    assert toy.comparisons
    assert toy.terms
    assert toy.disagreements
    assert {event.evidence for event in toy.events.values()} == {"checked", "unchecked"}
    assert {claim.evidence for claim in toy.claims.values()} == {"checked", "unchecked"}


# The six faults a beginner makes


def test_an_unknown_key_is_named_with_the_nearest_known_one(pack: Path) -> None:
    lamp(pack, "name: New lamp", "name: New lamp\ndesignaton: NL-1")
    assert only_fault(pack) == (
        "elements/new-lamp.yaml:3:1: designaton: unknown key; did you mean designation?"
    )


def test_a_missing_citation_is_named(pack: Path) -> None:
    lamp(pack, LAMP[LAMP.index("    cited:") :], "")
    assert only_fault(pack) == "elements/new-lamp.yaml:6:5: cited: required, and missing"


def test_an_empty_list_of_citations_is_named(pack: Path) -> None:
    lamp(pack, LAMP[LAMP.index("    cited:") :], "    cited: []\n")
    assert only_fault(pack) == "elements/new-lamp.yaml:10:12: cited: empty, and may not be"


def test_an_unknown_source_is_named_with_the_nearest_known_one(pack: Path) -> None:
    lamp(pack, "lamp-gazette-1921", "lamp-gazete-1921")
    assert only_fault(pack) == (
        "elements/new-lamp.yaml:11:18: source: no source 'lamp-gazete-1921'; "
        "did you mean lamp-gazette-1921?"
    )


def test_a_source_like_no_other_is_to_be_defined(pack: Path) -> None:
    lamp(pack, "lamp-gazette-1921", "zzz")
    assert only_fault(pack).endswith("source: no source 'zzz'; define it in sources.yaml")


def test_a_ninth_launcher_is_refused_with_the_rule(pack: Path) -> None:
    change(pack / "batteries" / "full-battery.yaml", "count: 4", "count: 7")
    assert only_fault(pack) == (
        "batteries/full-battery.yaml:7:3: launching_stations: 9 launching stations: a battery "
        "has 1 to 8 launching stations, exactly one radar set, one engagement control station, "
        "one electric power plant and at least one antenna mast group"
    )


def test_nine_launchers_of_a_described_battery_are_refused_with_the_rule(pack: Path) -> None:
    change(pack / "batteries" / "northmere-battery.yaml", "max: 8", "max: 9")
    assert only_fault(pack).startswith(
        "batteries/northmere-battery.yaml:12:12: value: more than 8: a battery has 1 to 8"
    )


def test_a_wrong_unit_is_named_with_the_right_ones(pack: Path) -> None:
    lamp(pack, "unit: metre", "unit: kilogram")
    assert only_fault(pack) == (
        "elements/new-lamp.yaml:9:11: unit: kilogram is no unit of a length; use one of "
        "centimetre, foot, inch, kilometre, metre, mile, millimetre"
    )


def test_a_missing_unit_is_named_with_the_right_ones(pack: Path) -> None:
    lamp(pack, "    unit: metre\n", "")
    assert only_fault(pack).startswith("elements/new-lamp.yaml:6:5: unit: a length needs one of")


def test_a_unit_of_a_count_is_to_be_left_out(pack: Path) -> None:
    lamp(pack, "parameter: height", "parameter: people")
    assert only_fault(pack).endswith("unit: metre is no unit of a count; leave it out")


def test_two_claims_with_one_id_are_named(pack: Path) -> None:
    lamp(pack, "claims:\n", "claims:\n" + LAMP[LAMP.index("  - id") :])
    assert only_fault(pack) == (
        "elements/new-lamp.yaml:12:9: id: two claims of this file have the id 'height': rename one"
    )


def test_a_stanza_key_written_twice_is_named(pack: Path) -> None:
    file = pack / "terms.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + text[text.index("dusk-watch:") :], encoding="utf-8")
    assert only_fault(pack) == (
        "terms.yaml:17:1: dusk-watch: written twice: give one of them another name"
    )


ALL_AT_ONCE = """\
kind: radar-set
name: New lamp
designaton: NL-1
label: A lamp that a beginner entered.
summary: A lamp with one of each fault.
claims:
  - id: height
    parameter: height
    value: 5.20
    unit: kilogram
    cited:
      - {source: lamp-gazete-1921, locator: para 9, evidence: checked, read_on: 2026-05-01}
  - id: height
    parameter: colour
    value: green
  - id: weight
    parameter: weight
    value: {min: 8, max: 6}
    value: {min: 6, max: 8}
    unit: ton
    cited:
      - {source: lamp-gazette-1921, locator: para 9, evidence: checked}
family: signal-lampe
"""

EXPECTED = [
    (3, 1, "designaton: unknown key; did you mean designation?"),
    (10, 11, "unit: kilogram is no unit of a length; use one of centimetre, foot, inch, "),
    (12, 18, "source: no source 'lamp-gazete-1921'; did you mean lamp-gazette-1921?"),
    (13, 5, "cited: required, and missing"),
    (13, 9, "id: two claims of this file have the id 'height': rename one"),
    (18, 12, "value: min 8 is greater than max 6"),
    (19, 5, "value: written twice: give one of them another name"),
    (22, 9, "cited: a checked citation has read_on: the day its text was read"),
    (23, 9, "family: no element 'signal-lampe'; did you mean signal-lamp?"),
]


def test_every_fault_of_one_file_is_found_in_one_run(pack: Path) -> None:
    """Even in a file where a key stands twice, no fault hides another."""
    (pack / "elements" / "new-lamp.yaml").write_text(ALL_AT_ONCE, encoding="utf-8")
    found = faults(pack)
    assert len(found) == len(EXPECTED), found
    for fault, (line, column, words) in zip(found, EXPECTED, strict=True):
        assert fault.startswith(f"elements/new-lamp.yaml:{line}:{column}: {words}")


def test_every_fault_of_a_pack_is_found_in_one_run_of_check(pack: Path) -> None:
    """One run of ``check`` over a pack with the six faults in four files names them all."""
    (pack / "elements" / "new-lamp.yaml").write_text(ALL_AT_ONCE, encoding="utf-8")
    change(pack / "batteries" / "full-battery.yaml", "count: 4", "count: 7")
    terms = pack / "terms.yaml"
    text = terms.read_text(encoding="utf-8")
    terms.write_text(text + text[text.index("dusk-watch:") :], encoding="utf-8")
    (pack / "elements" / "not-yaml.yaml").write_text("a: [\n", encoding="utf-8")
    ran = run("check", pack, specs=None)
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert len(lines) == len(EXPECTED) + 3
    assert all(line.startswith(f"{pack}/") for line in lines)
    for words in (
        "batteries/full-battery.yaml:7:3: launching_stations: 9 launching stations",
        "elements/new-lamp.yaml:3:1: designaton: unknown key",
        "elements/new-lamp.yaml:10:11: unit: kilogram",
        "elements/new-lamp.yaml:12:18: source: no source",
        "elements/new-lamp.yaml:13:5: cited: required, and missing",
        "elements/new-lamp.yaml:13:9: id: two claims",
        "elements/not-yaml.yaml:2:1: not YAML",
        "terms.yaml:17:1: dusk-watch: written twice",
    ):
        assert sum(words in line for line in lines) == 1, words
    assert "12 problems" in ran.err


# Other joints


def test_a_comparison_of_one_column_says_how_many_are_needed(pack: Path) -> None:
    file = pack / "comparisons" / "lamps.yaml"
    change(file, "[ol-lmp-1, ol-lmp-2]", "[ol-lmp-1]")
    assert only_fault(pack) == "comparisons/lamps.yaml:4:10: columns: 1 given, at least 2 needed"
    change(file, "[ol-lmp-1]", "[ol-lmp-1, ol-lmp-2, fs-1, fs-2, flare, northmere]")
    assert only_fault(pack) == "comparisons/lamps.yaml:4:10: columns: 6 given, at most 5 allowed"


def test_a_rule_of_a_whole_stanza_is_told_at_the_stanza(pack: Path) -> None:
    change(pack / "sources.yaml", "  no_url: printed book\n", "")
    assert only_fault(pack) == (
        "sources.yaml:75:3: a source has a url, or a no_url that says why not"
    )


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("family", "family: signal-lampe"),
        ("part_of", "part_of: signal-sistem"),
        ("succeeds", "succeeds: ol-lmp-9"),
    ],
)
def test_what_an_element_refers_to_exists(pack: Path, key: str, written: str) -> None:
    lamp(pack, "name: New lamp", f"name: New lamp\n{written}")
    fault = only_fault(pack)
    assert fault.startswith(f"elements/new-lamp.yaml:3:{len(key) + 3}: {key}: no element ")
    assert "; did you mean " in fault


def test_an_unknown_parameter_is_named(pack: Path) -> None:
    lamp(pack, "parameter: height", "parameter: heigth")
    assert only_fault(pack) == (
        "elements/new-lamp.yaml:7:16: parameter: no parameter 'heigth'; did you mean height?"
    )


def test_a_number_is_given_where_the_parameter_measures(pack: Path) -> None:
    lamp(pack, "value: 5.20\n    unit: metre", "value: quite tall")
    assert only_fault(pack) == (
        "elements/new-lamp.yaml:8:12: value: this parameter is a length: give a number"
    )


def test_words_are_given_where_the_parameter_is_text(pack: Path) -> None:
    lamp(
        pack, "parameter: height\n    value: 5.20\n    unit: metre", "parameter: role\n    value: 5"
    )
    assert only_fault(pack) == (
        "elements/new-lamp.yaml:8:12: value: this parameter is stated in words"
    )


def test_an_unknown_kind_is_named_with_the_nearest_one(pack: Path) -> None:
    lamp(pack, "kind: radar-set", "kind: radarset")
    assert only_fault(pack) == (
        "elements/new-lamp.yaml:1:1: kind: 'radarset' is not known; did you mean radar-set?"
    )


def test_the_files_name_is_its_only_id(pack: Path) -> None:
    lamp(pack, "kind: radar-set", "id: other-lamp\nkind: radar-set")
    assert only_fault(pack) == (
        "elements/new-lamp.yaml:1:1: id: the file's name is its id: remove the line"
    )


def test_the_stanzas_key_is_its_only_id(pack: Path) -> None:
    change(pack / "terms.yaml", "  term: LMP\n", "  id: other\n  term: LMP\n")
    assert only_fault(pack) == "terms.yaml:4:3: id: the stanza's key is its id: remove the line"


def test_an_element_and_a_battery_do_not_share_an_id(pack: Path) -> None:
    (pack / "elements" / "lamp-battery.yaml").write_text(LAMP, encoding="utf-8")
    assert only_fault(pack) == (
        "batteries/lamp-battery.yaml:1:1: an element has the same id: rename the file"
    )


def test_a_part_of_a_composition_is_of_its_kind(pack: Path) -> None:
    """A flare stand in the place of the radar is no radar."""
    change(pack / "batteries" / "full-battery.yaml", "[ol-lmp-2]", "[fs-1]")
    assert only_fault(pack) == (
        "batteries/full-battery.yaml:9:14: radar_sets: fs-1 is a launching-station, not a radar-set"
    )


def test_a_load_of_a_composition_is_stated_by_a_source(pack: Path) -> None:
    change(pack / "batteries" / "full-battery.yaml", "load: red-flare", "load: white-flare")
    assert only_fault(pack) == (
        "batteries/full-battery.yaml:8:25: load: no source states that fs-1 holds white-flare; "
        "stated loads: red-flare"
    )


def test_a_load_rests_on_a_number(pack: Path) -> None:
    file = pack / "elements" / "fs-1.yaml"
    change(file, "parameter: capacity\n    value: 4", "parameter: capacity\n    value: {min: 4}")
    assert only_fault(pack) == (
        "elements/fs-1.yaml:27:37: claim: capacity gives no number that the launcher holds at most"
    )


def test_a_disagreement_joins_claims_that_exist(pack: Path) -> None:
    change(pack / "disagreements.yaml", "ol-lmp-2.beam-poster", "ol-lmp-2.beam-wall")
    fault = only_fault(pack)
    assert fault.startswith("disagreements.yaml:5:56: claims: no claim 'ol-lmp-2.beam-wall'")


def test_one_unreadable_list_does_not_blame_the_files_that_use_it(pack: Path) -> None:
    (pack / "sources.yaml").write_text("a: b: c\n", encoding="utf-8")
    assert [fault.partition(":")[0] for fault in faults(pack)] == ["sources.yaml"]


# What a pack is


def test_an_unknown_file_is_a_fault(pack: Path) -> None:
    (pack / "notes.txt").write_text("x", encoding="utf-8")
    (pack / "elements" / "picture.png").write_text("x", encoding="utf-8")
    (pack / "elements" / "Big Lamp.yaml").write_text(LAMP, encoding="utf-8")
    (pack / "drawings").mkdir()
    assert [fault.rpartition(": ")[0].partition(":1:1")[0] for fault in faults(pack)] == [
        "drawings",
        "elements/Big Lamp.yaml",
        "elements/picture.png",
        "notes.txt",
    ]


def test_files_of_editors_and_systems_are_passed_over(pack: Path) -> None:
    (pack / ".DS_Store").write_text("x", encoding="utf-8")
    (pack / "elements" / ".lamp.yaml.swp").write_text("x", encoding="utf-8")
    assert load(pack).digest == load(pack).digest


def test_a_pack_has_elements_and_says_what_it_is(tmp_path: Path) -> None:
    assert faults(tmp_path) == [
        "elements:1:1: a pack holds at least one element: add elements/NAME.yaml",
        "pack.yaml:1:1: a pack says what it is: add pack.yaml",
    ]


def test_there_is_no_pack_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(NoPackError, match="No such file"):
        load(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(NoPackError):
        load(tmp_path / "file")


@pytest.mark.parametrize("text", ["", "just words\n", "- a\n- list\n", "42\n", "# nothing\n"])
def test_a_spec_file_is_lines_of_key_and_value(pack: Path, text: str) -> None:
    (pack / "elements" / "new-lamp.yaml").write_text(text, encoding="utf-8")
    assert only_fault(pack) == (
        "elements/new-lamp.yaml:1:1: a spec file is a mapping: lines of key: value"
    )


def test_the_digest_follows_the_facts_alone(pack: Path) -> None:
    """A changed value gives another digest; a README does not."""
    before = load(pack).digest
    (pack / "README.md").write_text("other words", encoding="utf-8")
    assert load(pack).digest == before
    change(pack / "elements" / "fs-1.yaml", "value: 7\n", "value: 8\n")
    assert load(pack).digest != before


def test_hostile_words_in_a_broken_file_reach_the_message_harmless(pack: Path) -> None:
    lamp(pack, "name: New lamp", 'name: New lamp\n"\\e]0;title\\a\\u202Ekey": x')
    fault = only_fault(pack)
    assert fault.isprintable()
    assert "unknown key" in fault
