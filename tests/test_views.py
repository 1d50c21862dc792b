"""What a reader is shown: sheets, comparisons, compositions, in plain words."""

import pytest

from batteryviz.catalog.catalog import Catalog
from batteryviz.views.document import Intervals, Schematic
from batteryviz.views.pages import NoPageError, page
from conftest import Ask


def lines_with(text: str, words: str) -> list[str]:
    """Return the lines of ``text`` that hold ``words``."""
    return [line for line in text.splitlines() if words in line]


def test_a_comparison_cell_shows_every_voice_with_its_number(ask: Ask) -> None:
    out = ask("compare", "lamps", "--plain").out
    (row,) = lines_with(out, "width of the beam (differs)")
    assert "OL/LMP-1: 90° [3]" in row
    assert (
        "OL/LMP-2: 90° (disputed) [3]; about 110 to 120° (disputed) [4]; "
        "about 100° (disputed, unchecked) [5]"
    ) in row


def test_a_disputed_row_opens_into_publisher_year_and_reason(ask: Ask) -> None:
    out = ask("compare", "lamps", "--plain").out
    assert "width of the beam, said of OL/LMP-2: 3 voices" in out
    assert lines_with(out, "who says it: Signal Office, 1919; where, and how it was read: page 7 (")
    assert lines_with(
        out, "who says it: Optical Society, 1924; where, and how it was read: table 2 ("
    )
    assert lines_with(out, "about 100° (unchecked); who says it: unsigned poster, no date; where")
    assert "Why they may differ: rounding: The paper measured the beam" in out


def test_rival_numbers_stand_on_one_scale(toy: Catalog) -> None:
    (scale,) = [b for b in page(toy, "comparison:lamps").blocks if isinstance(b, Intervals)]
    assert [(row.label, row.low, row.high) for row in scale.rows] == [
        ("Signal Office, 1919", 90.0, 90.0),
        ("Optical Society, 1924", 110.0, 120.0),
        ("unsigned poster, no date", 100.0, 100.0),
    ]


def test_silences_are_told_apart_in_a_comparison(ask: Ask) -> None:
    out = ask("compare", "lamps", "--plain").out
    (weight,) = lines_with(out, "weight (differs)")
    (flicker,) = lines_with(out, "flicker (differs)")
    assert "OL/LMP-1: not published" in weight
    assert "OL/LMP-1: —" in flicker


def test_a_claim_on_the_family_says_what_it_was_said_of(ask: Ask) -> None:
    (row,) = lines_with(ask("compare", "lamps", "--plain").out, "reach of the beam")
    assert row.count("30 to 40 km (said of the Signal lamp)") == 2
    sheet = ask("show", "ol-lmp-1", "--plain").out
    assert "SAID OF SIGNAL LAMP, MODEL NOT NAMED" in sheet


def test_scope_stands_beside_its_value(ask: Ask) -> None:
    out = ask("show", "fs-2", "--plain").out
    assert "flares on the stand: up to 16 (white flare) [" in out
    assert "price: PLN 1.25 million (as of 1921) [" in out


def test_depth_shortens_a_sheet(ask: Ask) -> None:
    label = ask("show", "ol-lmp-2", "--depth", "label", "--plain").out
    summary = ask("show", "ol-lmp-2", "--depth", "summary", "--plain").out
    full = ask("show", "ol-lmp-2", "--plain").out
    assert len(label) < len(summary) < len(full)
    assert "with a beam on which sources do not agree" in label
    assert "with a wider beam" not in label
    assert "with a wider beam" in summary
    assert "WHAT SOURCES STATE" not in summary


def test_units_convert_on_request(ask: Ask) -> None:
    assert (
        "height: 17.1 ft (printed: 5.20 m)"
        in ask("show", "ol-lmp-1", "--units", "us-customary", "--plain").out
    )
    assert "height: 5.20 m" in ask("show", "ol-lmp-1", "--units", "metric", "--plain").out
    (row,) = lines_with(
        ask("compare", "lamps", "--units", "us-customary", "--plain").out, "reach of the beam"
    )
    assert "19 to 25 mi (printed: 30 to 40 km)" in row


def test_a_described_battery_invents_nothing(ask: Ask) -> None:
    """A part without a claim is not stated; the number stays the source's own."""
    out = ask("show", "northmere-battery", "--plain").out
    parts = out[out.index("ITS PARTS, AS STATED") :]
    assert "launching station: 4 to 8 (as of 1921)" in parts
    assert "radar set: 1" in parts
    assert "antenna mast group: at least 1 (unchecked)" in parts
    assert "electric power plant: not stated" in parts


def test_what_a_composition_takes_for_granted_is_marked(ask: Ask) -> None:
    out = ask("battery", "southmere-battery", "--plain").out
    assumed = lines_with(out, "; stated: assumed by the reader: no source gives it")
    assert [line.partition(";")[0] for line in assumed] == [
        "launching station",
        "radar set",
        "engagement control station",
        "antenna mast group",
    ]
    (plant,) = lines_with(out, "electric power plant; which: Dynamo cart; number: 1; stated: ")
    assert "within what is stated: up to 2" in plant


def test_totals_follow_the_launchers_and_say_what_they_rest_on(ask: Ask) -> None:
    six = ask("battery", "--plain").out
    assert "White flare missiles; value: up to 64 = 4 × up to 16 [" in six
    assert "missiles in all; value: up to 72" in six
    three = ask("battery", "--launchers", "3", "--plain").out
    assert "missiles in all; value: up to 48" in three
    red = ask("battery", "--load", "red-flare", "--plain").out
    assert "missiles in all; value: 24" in red


@pytest.mark.parametrize("count", range(1, 9))
def test_a_composition_draws_one_box_for_each_launcher(ask: Ask, count: int) -> None:
    out = ask("battery", "--launchers", str(count), "--plain").out
    assert len([line for line in out.splitlines() if line.startswith("- box FS ")]) == count


def test_links_are_drawn_only_when_a_claim_states_them(toy: Catalog) -> None:
    (drawn,) = [b for b in page(toy, "battery").blocks if isinstance(b, Schematic)]
    assert sorted((link.carries, link.claim, link.checked) for link in drawn.links) == [
        ("data", "mast-wagon.cable-to-hut", True),
        ("data", "ol-lmp-2.cable-to-hut", True),
        ("power", "signal-lamp.power-from-dynamo", True),
        ("radio", "flare-stand.radio-to-hut", False),
    ]
    for link in drawn.links:
        assert link.claim in toy.claims


def test_a_source_shows_every_claim_that_rests_on_it(toy: Catalog, ask: Ask) -> None:
    out = ask("sources", "dusk-review-1923", "--plain").out
    for claim in toy.resting_on("dusk-review-1923"):
        assert toy.parameters[claim.parameter].label in out
    assert "CLAIMS THAT REST ON IT" in out
    assert "https://review.example.net/licht" in out
    assert "none: printed book" in ask("sources", "lamp-almanac", "--plain").out


def test_a_date_always_says_of_what(ask: Ask) -> None:
    out = ask("timeline", "--plain").out
    (row,) = lines_with(out, "30 April 1901")
    assert "event: test; subject: OL/LMP-1; what happened: The first lamp was lit" in row
    of_the_works = ask("timeline", "northmere-lamp-works", "--plain").out
    assert "30 April 1901" in of_the_works
    assert "June 1905" not in of_the_works


def test_a_term_is_found_by_its_letters(ask: Ask) -> None:
    out = ask("glossary", "lmp", "--plain").out
    assert "meaning: lamp, portable. The letters painted on every signal lamp" in out


@pytest.mark.parametrize(
    "key",
    ["element:nothing", "source:nothing", "term:nothing", "battery:fs-1", "comparison:a+b", "x"],
)
def test_there_is_no_page_that_was_not_made(toy: Catalog, key: str) -> None:
    with pytest.raises(NoPageError):
        page(toy, key)
