"""What a reader does in the explorer, by keys, by mouse, and by the finder."""

import pytest
from textual.pilot import Pilot

from batteryviz.compiled.opening import Library
from batteryviz.tui.app import Explorer

from .conftest import screen_text, settled

SIZE = (100, 30)


async def typed(pilot: Pilot[int], *keys: str) -> str:
    """Press ``keys`` one after the other and return the screen."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    return await settled(pilot)


async def test_home_shows_the_five_kinds_of_element_and_what_to_do_next(
    shipped_library: Library,
) -> None:
    """A reader who has never seen it meets the parts of a battery on the first screen."""
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await typed(pilot)
        for short in ("LS 1", "LS 8", "RS", "ECS", "AMG", "EPP"):
            assert short in screen
        assert "Next:" in screen


async def test_the_radar_comparison_is_one_key_from_home(shipped_library: Library) -> None:
    """The page people tell others about opens on AN/MPQ-53 against AN/MPQ-65."""
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await typed(pilot, "3")
        assert "AN/MPQ-53" in screen
        assert "AN/MPQ-65" in screen
        assert "rows differ" in screen


async def test_enter_on_a_disputed_cell_shows_every_voice_with_publisher_and_year(
    shipped_library: Library,
) -> None:
    """How far does the radar see, and who says so: Enter answers."""
    app = Explorer(shipped_library)
    async with app.run_test(size=(120, 40)) as pilot:
        await typed(pilot, "3")
        view = app.page.current()
        assert view is not None
        view.select_key("radar-range")
        screen = await typed(pilot, "enter")
        assert app.screen.is_modal
        assert "Die Zeit, 2013" in screen
        assert "90 km" in screen
        assert "more than 150 km" in screen
        assert "Patriot radar set" in screen
        assert "Why they may differ" in screen


async def test_differences_only_hides_rows_that_say_the_same(shipped_library: Library) -> None:
    """``d`` leaves the rows in which the columns differ, and brings the others back."""
    app = Explorer(shipped_library)
    async with app.run_test(size=(100, 60)) as pilot:
        assert "maker" in await typed(pilot, "3", "pagedown")
        assert "maker" not in await typed(pilot, "d", "home", "pagedown")
        assert "maker" in await typed(pilot, "d", "home", "pagedown")


async def test_search_finds_a_designation_typed_carelessly(shipped_library: Library) -> None:
    """``mpq65`` is the AN/MPQ-65, and Enter opens its sheet."""
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await typed(pilot, "slash", *"mpq65")
        assert "AN/MPQ-65" in screen
        await typed(pilot, "enter")
        document = app.page.current_document()
        assert document is not None
        assert document.key == "element:an-mpq-65"


async def test_back_returns_to_the_page_before(shipped_library: Library) -> None:
    """Backspace is the back of a browser."""
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        await typed(pilot, "3", "5")
        await typed(pilot, "backspace")
        document = app.page.current_document()
        assert document is not None
        assert document.key.startswith("comparison:")


async def test_a_ninth_launcher_is_refused_with_the_rule(shipped_library: Library) -> None:
    """``+`` at eight launchers changes nothing and says why."""
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        before = await typed(pilot)
        assert "LS 8" in before
        screen = await typed(pilot, "plus")
        assert "1 to 8" in screen
        assert "LS 9" not in screen


async def test_minus_takes_a_launcher_and_its_missiles(shipped_library: Library) -> None:
    """The totals follow the launchers: seven times twelve."""
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await typed(pilot, "minus")
        assert "LS 8" not in screen
        assert "84" in screen


async def test_units_change_values_in_place(shipped_library: Library) -> None:
    """``u`` shows a length in metric and keeps what was printed beside it."""
    app = Explorer(shipped_library)
    async with app.run_test(size=(120, 40)) as pilot:
        await typed(pilot, "slash", *"m983", "enter")
        before = app.page.current_document()
        await typed(pilot, "u")
        after = app.page.current_document()
        assert before is not None
        assert after is not None
        text = " ".join(voice.text for voice in after.voices.values())
        assert " m (printed: 29.2 ft)" in text
        assert " m (printed" not in " ".join(voice.text for voice in before.voices.values())


async def test_copy_carries_the_citation(shipped_library: Library) -> None:
    """``y`` puts the value and its source on the clipboard."""
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        await typed(pilot, "3")
        view = app.page.current()
        assert view is not None
        view.select_key("radar-range")
        await typed(pilot, "y")
        assert "90 km" in app.clipboard
        assert "Die Zeit" in app.clipboard
        assert "facts as of" in app.clipboard.lower()


async def test_help_names_the_keys_of_the_page(shipped_library: Library) -> None:
    """``?`` explains the page in sight, and Escape leads back to it."""
    app = Explorer(shipped_library)
    async with app.run_test(size=(100, 60)) as pilot:
        screen = await typed(pilot, "3", "question_mark")
        assert app.screen.is_modal
        assert "rows in which the columns differ" in screen
        await typed(pilot, "escape")
        assert not app.screen.is_modal


async def test_every_page_opens_by_its_key(toy_library: Library) -> None:
    """No page is empty, whichever pack is read."""
    app = Explorer(toy_library)
    async with app.run_test(size=SIZE) as pilot:
        for key in ("2", "3", "4", "5", "6", "1"):
            await typed(pilot, key)
            document = app.page.current_document()
            assert document is not None
            assert document.title


async def test_a_click_selects_and_a_second_click_opens(shipped_library: Library) -> None:
    """The mouse reaches the voices behind a cell."""
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        await typed(pilot, "3")
        view = app.page.current()
        assert view is not None
        lines = screen_text(app).splitlines()
        row = next(n for n, line in enumerate(lines) if "PAC-1 and PAC-2" in line)
        column = lines[row].index("PAC-1 and PAC-2") + 2
        offset = (column - view.region.x, row - view.region.y)
        await pilot.click(view, offset=offset)
        await pilot.pause()
        await pilot.click(view, offset=offset)
        await pilot.pause()
        assert app.screen.is_modal


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)])
async def test_resizing_keeps_the_selection(
    shipped_library: Library, size: tuple[int, int]
) -> None:
    """The row a reader stands on survives another size of the window."""
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        await typed(pilot, "3")
        view = app.page.current()
        assert view is not None
        view.select_key("radar-range")
        await pilot.pause()
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert view.selected_key == "radar-range"
