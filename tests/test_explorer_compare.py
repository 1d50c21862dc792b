"""The comparison page: columns that stay, voices that open, silences told apart."""

from pathlib import Path

import pytest

from batteryviz.tui.compare_page import ComparePage
from batteryviz.tui.comparison_view import ComparisonView
from batteryviz.tui.memory import Memory
from program import TOY, run
from reader import SIZES, Reader, reading

THREE = "comparison:fs-1+fs-2+flare-stand"


def view(reader: Reader) -> ComparisonView:
    return reader.app.query_one(ComparisonView)


async def go(reader: Reader, key: str) -> None:
    reader.app.visit(key)
    await reader.settle()
    await reader.settle()


async def stand_on(reader: Reader, parameter: str) -> None:
    """Move down to the row of ``parameter``."""
    for _ in range(40):
        if view(reader).selected_key == parameter:
            return
        await reader.press("down")
    raise AssertionError(f"no row {parameter}")


@pytest.mark.parametrize("size", SIZES)
async def test_the_names_of_columns_and_rows_never_leave_the_screen(size: tuple[int, int]) -> None:
    async with reading(size) as reader:
        await reader.press("3", "end")
        await stand_on_first_column(reader)
        assert any("OL/LMP-1" in line and "OL/LMP-2" in line for line in reader.lines[1:8])


async def stand_on_first_column(reader: Reader) -> None:
    await reader.press("home", "down", "down", "down", "down", "down", "down")


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_columns_scroll_one_by_one_and_the_label_stays(size: tuple[int, int]) -> None:
    async with reading(size) as reader:
        await go(reader, "comparison:fs-1+fs-2+flare-stand+ol-lmp-1+ol-lmp-2")
        label = view(reader).selected_stop
        assert label is not None
        assert label.row is not None
        assert label.row.cells[0].text.split()[0] in reader.screen
        assert "OL/LMP-2" not in "\n".join(reader.lines[4:9])
        await reader.press("right", "right", "right", "right")
        assert "OL/LMP-2" in "\n".join(reader.lines[2:10])
        assert label.row.cells[0].text.split()[0] in reader.screen


async def test_a_pinned_column_stays_while_others_pass() -> None:
    async with reading((60, 20)) as reader:
        await go(reader, THREE)
        await reader.press("right", "right", "p")
        assert any("(pinned)" in line for line in reader.lines)
        await reader.press("right", "right")
        assert any("(pinned)" in line for line in reader.lines)
        await reader.press("left", "left", "p")
        assert not any("(pinned)" in line for line in reader.lines)


async def test_differences_only_hides_rows_that_say_the_same() -> None:
    async with reading() as reader:
        await reader.press("3")
        before = len(view(reader)._laid.stops)
        await reader.press("d")
        assert len(view(reader)._laid.stops) < before
        assert "[x] differences only" in reader.screen
        assert "--differences" in reader.screen


async def test_hiding_unchecked_takes_the_voice_out_of_a_mixed_cell() -> None:
    async with reading((160, 50)) as reader:
        await reader.press("3")
        await stand_on(reader, "beam-angle")
        assert "about 100°" in reader.screen
        await reader.press("h")
        assert "about 100°" not in reader.screen
        assert "about 110 to 120°" in reader.screen
        assert view(reader).selected_key == "beam-angle"
        await reader.press("h")
        assert "about 100°" in reader.screen


async def test_a_disputed_cell_counts_its_voices_and_opens_into_them() -> None:
    async with reading((160, 50)) as reader:
        await reader.press("3")
        await stand_on(reader, "beam-angle")
        assert "≠ 3 voices" in reader.screen
        await reader.press("right", "enter")
        assert "Why they may differ: rounding" in reader.card
        assert "Signal Office, 1919" in reader.card
        assert "Optical Society, 1924" in reader.card
        assert "├" in reader.card


async def test_silences_are_explained_on_enter() -> None:
    async with reading((160, 50)) as reader:
        await reader.press("3")
        await stand_on(reader, "weight")
        await reader.press("enter")
        assert "weight: not published" in reader.card
        assert "looked for in the sources below" in reader.card
        assert "Looked in" in reader.card
        await reader.press("escape")
        await stand_on(reader, "flicker")
        await reader.press("enter")
        assert "Nobody has looked for it yet" in reader.card


async def test_units_and_resizing_keep_the_place() -> None:
    async with reading((100, 30)) as reader:
        await reader.press("3")
        await stand_on(reader, "beam-angle")
        await reader.press("right", "u")
        assert (view(reader).selected_key, view(reader).column) == ("beam-angle", 1)
        for size in ((60, 20), (160, 50), (40, 12), (80, 24)):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
            assert (view(reader).selected_key, view(reader).column) == ("beam-angle", 1)


async def test_the_page_prints_the_command_that_reproduces_it() -> None:
    async with reading() as reader:
        await reader.press("3", "d", "h", "u")
        page = reader.app.query_one(ComparePage)
        words = page.command.split()[1:]
        ran = run(*words, "--plain")
        assert ran.code == 0
        shown = page.current_document()
        assert shown is not None
        for row in view(reader)._laid.stops:
            if row.row is not None:
                assert f"\n{row.row.cells[0].text} (differs); " in ran.out


async def test_columns_are_added_from_a_sheet_and_kinds_are_asked_about() -> None:
    async with reading() as reader:
        await reader.press("3")
        await go(reader, "element:fs-1")
        await reader.press("a")
        assert "different kinds" in reader.screen
        await reader.press("n")
        assert reader.app.compared == ("ol-lmp-1", "ol-lmp-2")
        assert "different kinds" not in reader.screen
        await go(reader, "element:signal-lamp")
        await reader.press("a")
        assert len(reader.app.compared) == 3


def test_mixed_kinds_are_refused_unless_allowed_with_a_word() -> None:
    refused = run("compare", "fs-1", "ol-lmp-1", "--plain")
    assert refused.code == 2
    assert "--mixed" in refused.err
    assert run("compare", "fs-1", "ol-lmp-1", "--mixed", "--plain").code == 0


def test_a_comparison_is_saved_by_name_and_reopened(tmp_path: Path) -> None:
    home = {"XDG_DATA_HOME": str(tmp_path)}
    saved = run("compare", "fs-1", "fs-2", "--save", "Two stands", "--plain", environment=home)
    assert saved.code == 0
    assert "compare --comparison two-stands" in saved.err
    again = run("compare", "--comparison", "two-stands", "--plain", environment=home)
    assert (again.code, again.out.splitlines()[0]) == (0, "Two stands")
    kept = run("compare", "fs-1", "fs-2", "--save", "Two stands", environment=home)
    assert kept.code == 73
    assert run("compare", "--comparison", "none", environment=home).code == 1


async def test_a_comparison_saved_in_the_explorer_is_offered_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    async with reading() as reader:
        await reader.press("3", "s")
        await reader.type("my lamps")
        await reader.press("enter")
        assert (tmp_path / "batteryviz" / "comparisons" / "my-lamps.yaml").is_file()
        await reader.press("n")
        assert "my-lamps (saved by you)" in reader.screen


def test_checked_only_leaves_the_unchecked_voice_out_and_says_so() -> None:
    ran = run("compare", "lamps", "--checked-only", "--plain")
    assert "about 100°" not in ran.out
    assert "Checked claims only" in ran.out


async def test_every_page_is_shown_without_building_the_models() -> None:
    """A pack without the comparison of the two radars begins with the first of its own."""
    assert run("list", "--plain").code == 0
    async with reading(memory=Memory(pack=str(TOY), page="quiz:4")) as reader:
        await reader.press(*"12345678", "a", "escape", "n", "3")
        document = view(reader).document
        assert document is not None
        assert document.key == "comparison:lamps"
        assert reader.app.library._catalog is None
