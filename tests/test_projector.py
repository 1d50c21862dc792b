"""Shown to a room: one idea a screen, at most 30 rows, high contrast, sources in sight."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.color import Color
from textual.widget import Widget

from batteryviz.compiled.opening import Library, open_library
from batteryviz.tui.app import Explorer
from batteryviz.tui.choice_list import ChoiceList
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.lines_view import LinesView
from batteryviz.tui.memory import Memory
from batteryviz.tui.podium import Podium, Standing
from batteryviz.tui.projected import FOOT_ROWS, lay_projected
from batteryviz.tui.projecting import PROJECTED
from batteryviz.tui.schematic_view import SchematicView
from batteryviz.views.document import Bullets, Paragraph, References, Table
from batteryviz.views.pages import all_pages
from program import SHIPPED, TOY
from reader import Reader, reading

WIDTH, HEIGHT = 96, 28
"""What a page has of a screen of 100 by 30."""

NOISE = ("2 Elements", "? help", ": actions", "Facts under", "Esc close", "On this page:", "digest")

WALK = (
    ("home", ("1",)),
    ("a box, explained", ("1", "i")),
    ("a battery, in words", ("1", "t")),
    ("elements", ("2",)),
    ("a sheet", ("2", "enter")),
    ("facts of a sheet", ("2", "enter", "pagedown", "pagedown")),
    ("a comparison", ("3",)),
    ("a card", ("3", "enter")),
    ("timeline", ("4",)),
    ("sources", ("5",)),
    ("a source", ("5", "enter")),
    ("glossary", ("6",)),
    ("a term", ("6", "enter")),
    ("tours", ("7",)),
    ("a step of a tour", ("7", "enter")),
    ("the page of a step", ("7", "enter", "tab")),
    ("a question", ("8",)),
    ("scores", ("8", *["n"] * 10)),
    ("search", ("slash", "p", "a")),
    ("help", ("question_mark",)),
    ("a spec file", ("2", "enter", "v")),
)
"""Every page, and everything that can lie over one."""


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    """The shipped facts."""
    opened = open_library(str(SHIPPED))
    yield opened
    opened.store.close()


def pairs(app: Explorer) -> set[tuple[str, str]]:
    """Return every pair of text and ground on the screen."""
    found = set()
    for strip in app.screen._compositor.render_strips():
        for text, style, _ in strip:
            if not text.strip() or style is None or style.color is None or style.bgcolor is None:
                continue
            front, ground = (
                Color.from_rich_color(color).hex for color in (style.color, style.bgcolor)
            )
            found.add((ground, front) if style.reverse else (front, ground))
            assert not style.dim
    return found


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colors, as WCAG 2 defines it."""

    def luminance(color: Color) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (color.r / 255, color.g / 255, color.b / 255)
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))))
    return (high + 0.05) / (low + 0.05)


def in_sight(reader: Reader) -> list[Widget]:
    """Return the panes a room sees."""
    kinds = (LinesView, ChoiceList, SchematicView)
    return [
        widget
        for widget in reader.app.screen.query(Widget)
        if isinstance(widget, kinds) and widget.is_on_screen and widget.size.area
    ]


async def walked(reader: Reader, keys: tuple[str, ...]) -> None:
    reader.app.projecting = True
    await reader.settle()
    await reader.press(*keys)
    # A message over the page is gone before a room has read it.
    reader.app.clear_notifications()
    await reader.settle()


async def test_a_room_sees_one_idea_a_screen_well_in_contrast_and_without_hints() -> None:
    """On every page, and over it: at most 30 rows, one pane, its sources, and 7:1 throughout.

    The contrast is computed from what is painted: text, marks, links, rules, lines and boxes.
    """
    seen: set[tuple[str, str]] = set()
    async with reading((100, 40), specs=SHIPPED) as reader:
        for name, keys in WALK:
            await walked(reader, keys)
            rows = [number for number, line in enumerate(reader.lines) if line.strip()]
            assert rows[-1] - rows[0] < 30, name
            assert all(len(line) <= 100 for line in reader.lines), name
            assert not [word for word in NOISE if word in reader.screen], name
            panes = in_sight(reader)
            assert len(panes) == 1, name
            if isinstance(panes[0], DocumentView | SchematicView):
                foot = "\n".join([line for line in reader.lines if line.strip()][-4:])
                stated = re.search(r"\[\d+\] .+, (\d{4}|no date)|facts as of", foot)
                assert stated, (name, reader.screen)
            for theme in PROJECTED:
                reader.app.theme = theme
                await reader.settle()
                seen |= pairs(reader.app)
            await reader.press(*(["escape"] if reader.app.screen.is_modal else []))
    assert len(seen) > 16
    assert not {pair: round(ratio(*pair), 2) for pair in seen if ratio(*pair) < 7}


async def test_a_theme_of_less_contrast_is_not_offered_to_a_room_and_comes_back() -> None:
    """T steps through the two themes of 7:1; the reader's own is kept for them."""
    async with reading(memory=Memory(theme="nord")) as reader:
        await reader.press("P")
        shown = [reader.app.theme]
        for _ in range(3):
            await reader.press("T")
            shown.append(reader.app.theme)
        assert set(shown) == set(PROJECTED)
        assert reader.app.remember().theme == "nord"
        await reader.press("P")
        assert reader.app.theme == "nord"


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)])
async def test_the_mode_keeps_the_place(size: tuple[int, int]) -> None:
    """P on and off: the same page, the same row, the same cell."""
    async with reading(size, specs=SHIPPED) as reader:
        await reader.press("3", *["down"] * 7, "right")
        view = reader.app.page.current()
        assert view is not None
        before = (view.selected_key, view.selected and view.selected.cell)
        for _ in range(2):
            await reader.press("P")
            assert (view.selected_key, view.selected and view.selected.cell) == before
        row = view.selected_stop
        assert row is not None
        assert view.scroll_offset.y <= row.first <= view.scroll_offset.y + view.size.height


async def test_a_page_that_was_out_of_sight_is_cut_into_screens_when_it_comes_back() -> None:
    """The mode holds for every page, whenever it was last laid out."""
    async with reading((100, 30), specs=SHIPPED) as reader:
        await reader.press("2", "enter", "3", "P", "2")
        assert re.search(r" \d+/\d+$", reader.screen.rstrip())
        await reader.press("3", "P", "2")
        assert not re.search(r" \d+/\d+$", reader.screen.rstrip())


async def test_what_is_selected_is_pointed_at_and_painted_over() -> None:
    """A sign at the left edge and a ground of its own: not by color alone."""
    async with reading((100, 30), specs=SHIPPED) as reader:
        await walked(reader, ("3",))
        for _ in range(12):
            pointed = [line for line in reader.lines if line.strip().startswith("▶")]
            assert len(pointed) == 1
            view = reader.app.page.current()
            assert view is not None
            assert view.selected is not None
            assert view.selected.cell.text.split()[0] in pointed[0]
            await reader.press("down")


async def test_the_drawing_and_what_a_box_is_are_shown_one_at_a_time() -> None:
    """i goes from the selected box to its words and back; a ninth launcher shows the rule alone."""
    async with reading((100, 30), specs=SHIPPED) as reader:
        await walked(reader, ("left",))
        assert "RS · Radar set" in reader.screen
        await reader.press("i")
        assert [widget.id for widget in in_sight(reader)] == ["battery-side"]
        await reader.press("i")
        assert isinstance(in_sight(reader)[0], SchematicView)
        await reader.press("plus")
        assert [widget.id for widget in in_sight(reader)] == ["battery-side"]
        assert "1 to 8" in reader.screen
        await reader.press("escape")
        assert isinstance(in_sight(reader)[0], SchematicView)


async def test_the_mode_can_be_changed_over_a_card() -> None:
    """The card fills the screen, and the page under it is in the mode as well."""
    async with reading((100, 30), specs=SHIPPED) as reader:
        await reader.press("3", "enter")
        assert "Esc close" in reader.screen
        await reader.press("P")
        assert "Esc close" not in reader.screen
        await reader.press("escape")
        assert "2 Elements" not in reader.screen
        assert re.search(r" \d+/\d+$", reader.screen.rstrip())


async def test_a_clicker_leads_through_a_tour_from_start_to_end(tmp_path: Path) -> None:
    """Page Down shows the next step, Page Up the one before; the notes follow."""
    podium = Podium(tmp_path / "batteryviz" / "tour.json")
    async with reading((100, 30), specs=SHIPPED) as reader:
        await walked(reader, ("7", "enter"))
        steps = reader.app.library.catalog.tours["battery-parts"].steps
        for number, step in enumerate(steps, 1):
            assert reader.lines[1].strip() == step.title
            assert "1/2" not in reader.screen, "a step is one screen"
            assert podium.where() == Standing("battery-parts", number)
            await reader.press("pagedown")
        assert podium.where() == Standing("battery-parts", 0)
        await reader.press("enter", "pagedown", "pageup")
        assert reader.lines[1].strip() == steps[0].title


@pytest.mark.parametrize("tour", ["battery-parts", "two-radars", "who-says-so"])
def test_every_step_of_every_tour_is_one_screen(library: Library, tour: str) -> None:
    """What a step says and rests on stands on one screen, with all of its sources named."""
    from batteryviz.views.tours import tour_step

    for number in range(1, len(library.catalog.tours[tour].steps) + 1):
        document = tour_step(library.catalog, tour, number)
        laid = lay_projected(document, WIDTH, HEIGHT, with_sources=False)
        assert len(laid.lines) == HEIGHT, (tour, number)
        foot = "".join(text for line in laid.lines[-FOOT_ROWS:] for text, _ in line)
        assert " more" not in foot
        assert all(f"[{item.number}] " in foot for item in document.references), (tour, number)


@pytest.mark.parametrize("specs", [SHIPPED, TOY], ids=["shipped", "toy"])
@pytest.mark.parametrize(("width", "height"), [(60, 20), (80, 24), (WIDTH, HEIGHT)])
def test_no_word_of_any_page_is_lost_between_screens(specs: Path, width: int, height: int) -> None:
    """Each screen is full height, has a row to stop at, and ends with sources or a date."""
    library = open_library(str(specs))
    found = [
        entry.page for kind in (None, "source", "term") for entry in library.store.entries(kind)
    ]
    for key in dict.fromkeys([*found, *all_pages(library.catalog), "tours"]):
        document = library.page(key)
        laid = lay_projected(document, width, height)
        lines = ["".join(text for text, _ in line).strip() for line in laid.lines]
        assert len(lines) % height == 0, key
        screens = [lines[top : top + height] for top in range(0, len(lines), height)]
        assert {stop.first // height for stop in laid.stops} == set(range(len(screens))), key
        assert all(stop.first // height == stop.last // height for stop in laid.stops), key
        foot = [" ".join(screen[-FOOT_ROWS:]) for screen in screens]
        assert all("[" in words or "facts as of" in words for words in foot), key
        said = " ".join(" ".join(lines).split())
        for block in document.blocks:
            texts = (
                [cell.text for row in block.rows for cell in row.cells if not cell.parts]
                if isinstance(block, Table)
                else [cell.text for cell in block.items]
                if isinstance(block, Bullets)
                else [item.text for item in block.items]
                if isinstance(block, References)
                else [block.text]
                if isinstance(block, Paragraph) and block.tone != "muted"
                else []
            )
            for text in texts:
                # A script without spaces may be broken anywhere.
                starts = [word[: 16 if word.isascii() else 4] for word in text.split()]
                assert all(start in said for start in starts), (key, text)
    library.close()


async def test_a_source_of_a_decade_is_named_by_it() -> None:
    """In the list of sources and below what a room sees: no year that nobody printed."""
    async with reading((160, 50)) as reader:
        await reader.press("5")
        assert "Harbour Museum, 1950s: " in reader.screen
        assert "Northmere Lamp Works, early 1920s" in reader.screen
        await walked(reader, ("7", "enter"))
        assert re.search(r"Harbour Museum, 1950s\b", reader.screen)
