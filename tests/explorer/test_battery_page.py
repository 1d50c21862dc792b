"""The Battery page: walking, changing, refusing, choosing, saving, one level up."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot

from batteryviz.compiled.opening import Library, open_library
from batteryviz.tui.app import Explorer
from batteryviz.tui.battery_page import BatteryPage
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.schematic_view import SchematicView
from program import SHIPPED, TOY, run

from .conftest import settled

SIZE = (100, 30)


def view_of(app: Explorer) -> SchematicView:
    return app.query_one(SchematicView)


def side_of(app: Explorer) -> str:
    document = app.query_one("#battery-side", DocumentView).document
    assert document is not None
    return " ".join(str(block) for block in document.blocks)


async def press(pilot: Pilot[int], *keys: str) -> str:
    await pilot.press(*keys)
    return await settled(pilot)


async def test_arrows_follow_the_drawing_and_the_pane_follows_the_selection(
    shipped_library: Library,
) -> None:
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert view_of(app).node.short == "ECS"
        await press(pilot, "left")
        assert view_of(app).node.short == "RS"
        assert "Radar set" in side_of(app)
        await press(pilot, "down")
        assert view_of(app).node.short.startswith("LS ")
        assert "12 PAC-3 MSE" in side_of(app)


async def test_tab_takes_every_box_in_order_and_then_leaves(shipped_library: Library) -> None:
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "home")
        seen = [view_of(app).node.short]
        while app.focused is view_of(app) and len(seen) < 20:
            await press(pilot, "tab")
            if app.focused is view_of(app):
                seen.append(view_of(app).node.short)
        assert seen == ["EPP", "RS", "ECS", "AMG", *(f"LS {n}" for n in range(1, 9))]


async def test_enter_opens_the_sheet_and_back_returns(shipped_library: Library) -> None:
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "left", "enter")
        document = app.page.current_document()
        assert document is not None
        assert document.key == "element:an-mpq-65"
        await press(pilot, "backspace")
        assert isinstance(app.page, BatteryPage)
        assert view_of(app).node.short == "RS"


async def test_a_click_selects_a_box(shipped_library: Library) -> None:
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await settled(pilot)
        row = next(n for n, line in enumerate(screen.splitlines()) if "AMG" in line)
        column = screen.splitlines()[row].index("AMG")
        await pilot.click(offset=(column, row))
        await settled(pilot)
        assert view_of(app).node.short == "AMG"


async def test_a_line_is_one_key_away_and_so_is_its_claim(shipped_library: Library) -> None:
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "l")
        link = view_of(app).link
        assert link is not None
        assert link.cell.text in side_of(app)
        assert link.claim in await press(pilot, "enter")


async def test_launchers_follow_the_keys_and_a_ninth_shows_the_rule(
    shipped_library: Library,
) -> None:
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await press(pilot, "minus", "minus")
        assert "LS 6" in screen
        assert "LS 7" not in screen
        assert "72 = 6 × 12" in screen
        screen = await press(pilot, *["plus"] * 3)
        assert "LS 8" in screen
        assert "LS 9" not in screen
        side = side_of(app)
        assert "A battery has 1 to 8 launching stations" in side
        assert "us-battery.launchers" in side
        screen = await press(pilot, *["minus"] * 9)
        assert "LS 1" in screen
        assert "A battery has 1 to 8 launching stations" in side_of(app)


async def test_one_launcher_or_all_get_another_load(shipped_library: Library) -> None:
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "end", "m")
        screen = await press(pilot, *"m901 with", "enter")
        assert "88 = 7 × 12 + 1 × 4" in screen or "88 = 7 × 12 + 4" in screen
        await press(pilot, "home", "m")
        screen = await press(pilot, *"m902 with", "enter")
        assert "up to 128" in screen


async def test_a_described_battery_is_picked_and_marks_what_is_assumed(
    shipped_library: Library,
) -> None:
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "b")
        screen = await press(pilot, *"swedish", "enter")
        assert "Swedish fire unit" in screen
        assert "LS 3" in screen
        assert "LS 4" not in screen
        assert "assumed" in screen
        assert [n.short for n in view_of(app).schematic.nodes if n.assumed] == ["AMG"]


async def test_layers_are_switched(shipped_library: Library) -> None:
    app = Explorer(shipped_library)
    async with app.run_test(size=(160, 50)) as pilot:
        assert "M977 HEMTT" in await press(pilot, "home", "down", "c")
        assert "3 people" in await press(pilot, "p")
        screen = await press(pilot, "c", "p", "d")
        assert "press" in screen
        assert "┄┄┄ data" not in await press(pilot, "x")


async def test_the_whole_page_and_the_battalion_are_one_key_away(shipped_library: Library) -> None:
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        assert "a composition, seeded from US battery" in await press(pilot, "t")
        assert "AMG" in await press(pilot, "t")
        assert "As listed by Herald-Mail" in await press(pilot, "a")
        assert "missiles in all" in await press(pilot, "a")


async def test_a_composition_is_saved_and_opened_again(
    shipped_library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "minus", "s")
        await press(pilot, *"seven", "enter")
        await press(pilot, "minus", "s")
        await press(pilot, *"seven", "enter")
    assert [path.name for path in tmp_path.iterdir()] == ["seven.yaml"]
    ran = run("battery", tmp_path / "seven.yaml", "--format", "json", specs=SHIPPED)
    assert '"launchers": 7' in ran.out


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (160, 50)])
async def test_the_five_kinds_are_named_at_every_size(
    shipped_library: Library, size: tuple[int, int]
) -> None:
    """Whoever sees the screen can name the five kinds of element."""
    app = Explorer(shipped_library)
    async with app.run_test(size=size) as pilot:
        screen = " ".join((await settled(pilot)).split())
        for words in ("EPP", "Radar set", "Engagement", "Antenna", "Electric", "LS 8"):
            assert words in screen
        assert "launchers 8" in screen or "launching stations" in screen
        assert "as public texts state it" in screen or "by public texts" in screen


def test_the_first_screen_needs_no_models() -> None:
    """The home page is painted and walked through without importing pydantic."""
    code = (
        "import asyncio, sys\n"
        "from batteryviz.compiled.opening import open_library\n"
        "from batteryviz.tui.app import Explorer\n"
        "open_library()\n"
        "async def walk():\n"
        "    app = Explorer(open_library())\n"
        "    async with app.run_test(size=(100, 30)) as pilot:\n"
        "        for key in ('left', 'down', 'l', 't', 't', 'a', 'a'):\n"
        "            await pilot.press(key)\n"
        "            await pilot.pause()\n"
        "asyncio.run(walk())\n"
        "sys.exit('pydantic' in sys.modules or 'yaml' in sys.modules)\n"
    )
    open_once = "from batteryviz.compiled.opening import open_library; open_library()"
    for program in (open_once, code):
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


async def test_a_choice_for_a_launcher_that_is_gone_changes_nothing(
    shipped_library: Library,
) -> None:
    """Launchers taken away by a click that came late, under the list of loads."""
    app = Explorer(shipped_library)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "end")
        assert view_of(app).node.short == "LS 8"
        await press(pilot, "m")
        page = app.page
        assert isinstance(page, BatteryPage)
        page.action_launchers(-1)
        screen = await press(pilot, "enter")
        assert app._exception is None
        assert "LS 7" in screen
        assert "LS 8" not in screen


@pytest.mark.parametrize("size", [(80, 24), SIZE, (160, 50)])
async def test_a_pack_that_composes_no_battery_opens_on_what_it_has(
    size: tuple[int, int], tmp_path: Path
) -> None:
    """Every key of the page is answered there, and a described battery has its sheet."""
    specs = Path(shutil.copytree(TOY, tmp_path / "undrawn"))
    (specs / "batteries" / "full-battery.yaml").unlink()
    library = open_library(str(specs))
    app = Explorer(library)
    async with app.run_test(size=size) as pilot:
        screen = await settled(pilot)
        assert "composes no battery that could be drawn" in " ".join(screen.split())
        assert "Signal system" in screen
        for key in ("plus", "minus", "t", "c", "x", "i", "m", "s", "escape", "P", "P"):
            await press(pilot, key)
            assert app._exception is None, key
        assert "Several batteries together." in await press(pilot, "a")
        assert "Signal system" in await press(pilot, "a")
        assert "Lamp battery" in await press(pilot, "b", "enter")
        document = app.page.current_document()
        assert document is not None
        assert document.key == "element:lamp-battery"
    library.close()


def key_of(app: Explorer) -> str:
    document = app.page.current_document()
    assert document is not None
    return document.key


@pytest.mark.parametrize("units", [(), ("u",)], ids=["as published", "metric"])
async def test_the_way_back_to_a_described_battery_leads_to_it(
    toy_library: Library, units: tuple[str, ...]
) -> None:
    """Also for the next session: what is remembered is a page that the pack has."""
    app = Explorer(toy_library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await press(pilot, *units, "b", "down", "enter")
        assert "Lamp battery, composed" in screen
        await press(pilot, "2")
        await press(pilot, "1")
        assert app.remember().page == key_of(app) == "battery:lamp-battery"
        assert toy_library.page(key_of(app)).key == key_of(app)
        await press(pilot, "2")
        screen = await press(pilot, "backspace")
        assert "Lamp battery, composed" in screen
        assert "composes no battery" not in screen


async def test_the_way_back_to_a_pack_that_composes_no_battery_still_says_so(
    tmp_path: Path,
) -> None:
    specs = Path(shutil.copytree(TOY, tmp_path / "undrawn"))
    (specs / "batteries" / "full-battery.yaml").unlink()
    library = open_library(str(specs))
    app = Explorer(library)
    async with app.run_test(size=SIZE) as pilot:
        for key in ("2", "1", "2", "backspace"):
            await press(pilot, key)
        assert "composes no battery that could be drawn" in await settled(pilot)
    library.close()


async def test_home_is_the_default_battery_after_another_was_chosen(toy_library: Library) -> None:
    """By the way back, and by a link or a tour that leads there."""
    app = Explorer(toy_library)
    async with app.run_test(size=SIZE) as pilot:
        home = await settled(pilot)
        assert "Lamp battery, composed" in await press(pilot, "b", "down", "enter")
        assert await press(pilot, "backspace") == home
        assert "Lamp battery, composed" in await press(pilot, "b", "down", "enter")
        app.visit("battery")
        assert await settled(pilot) == home


async def test_one_level_up_and_back_is_the_battery_chosen(toy_library: Library) -> None:
    app = Explorer(toy_library)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "b", "down", "enter")
        assert "Several batteries together." in await press(pilot, "a")
        assert "Lamp battery, composed" in await press(pilot, "a")
        await press(pilot, "a")
        assert "Lamp battery, composed" in await press(pilot, "backspace")


@pytest.mark.parametrize("chosen", [(), ("b", "down", "enter"), ("u",)], ids=str)
async def test_a_changed_battery_stays_changed_on_the_way_there_and_back(
    toy_library: Library, chosen: tuple[str, ...]
) -> None:
    app = Explorer(toy_library)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, *chosen)
        await press(pilot, "minus")
        number = len(view_of(app).schematic.nodes)
        for keys in (("2", "1"), ("2", "backspace"), ("a", "a"), ("a", "backspace")):
            for key in keys:
                await press(pilot, key)
            assert len(view_of(app).schematic.nodes) == number, keys
