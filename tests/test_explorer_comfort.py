"""Comfort: copying with citations, the way back, settings, memory, themes, every action."""

import os
import shutil
import time
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.color import Color
from textual.widget import Widget

from batteryviz.catalog.saved import saved_names
from batteryviz.tui.actions import Action, action_names, actions_on
from batteryviz.tui.choice_list import ChoiceList
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.keys import KEY_SETS, RESERVED
from batteryviz.tui.lines_view import ROLES
from batteryviz.tui.memory import Memory, keep, recall
from batteryviz.tui.pages import PAGES
from batteryviz.tui.podium import Podium
from batteryviz.tui.settings import Settings, SettingsError, read_settings
from batteryviz.tui.themes import BORROWED, THEME_NAMES, THEMES
from program import SHIPPED, TOY
from reader import SIZES, Reader, reading


async def open_sheet(reader: Reader, key: str) -> None:
    reader.app.visit(key)
    await reader.settle()
    await reader.settle()


def sheet(reader: Reader) -> DocumentView:
    view = reader.app.page.current()
    assert view is not None
    return view


# The selection


@pytest.mark.parametrize("keys", [("2",), ("3",), ("4",), ("2", "enter")])
async def test_a_selection_that_moves_on_leaves_no_trace(keys: tuple[str, ...]) -> None:
    """What was drawn step by step is what is drawn at once."""
    async with reading() as reader:
        await reader.press(*keys, *["down"] * 3, "up")
        stepwise = [list(strip) for strip in reader.app.screen._compositor.render_strips()]
        for widget in reader.app.screen.query("*"):
            widget.refresh()
        await reader.settle()
        at_once = [list(strip) for strip in reader.app.screen._compositor.render_strips()]
        assert stepwise == at_once


# Copying


async def test_a_value_is_copied_with_its_citation_and_the_reader_is_told() -> None:
    async with reading() as reader:
        await open_sheet(reader, "element:ol-lmp-2")
        sheet(reader).select_key("beam-angle")
        await reader.press("y")
        assert reader.app.clipboard.startswith("OL/LMP-2, width of the beam: ")
        assert "sources disagree, others say" in reader.app.clipboard
        assert "[1] " in reader.app.clipboard
        assert "From “OL/LMP-2”" in reader.app.clipboard
        assert any("copied: OL/LMP-2" in str(n.message) for n in reader.app._notifications)


async def test_a_page_is_copied_as_markdown() -> None:
    async with reading() as reader:
        await open_sheet(reader, "element:ol-lmp-1")
        await reader.press("Y")
        await reader.type("whole page, as mark")
        await reader.press("enter")
        assert reader.app.clipboard.startswith("# OL/LMP-1")


async def test_a_copy_goes_to_a_file_where_the_terminal_takes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "batteryviz.safety.folders._FOLDERS",
        type("Folders", (), {"user_data_dir": str(tmp_path)}),
    )
    async with reading(settings=Settings(copy_to="file")) as reader:
        await open_sheet(reader, "element:ol-lmp-2")
        sheet(reader).select_key("beam-angle")
        await reader.press("y")
        assert reader.app.clipboard == ""
        copied = (tmp_path / "copies" / "copied.txt").read_text(encoding="utf-8")
        assert copied.startswith("OL/LMP-2, width of the beam")


async def test_text_marked_with_the_mouse_is_copied_with_its_page() -> None:
    async with reading((80, 24)) as reader:
        await open_sheet(reader, "element:ol-lmp-1")
        region = sheet(reader).region
        await reader.pilot.mouse_down(offset=(region.x + 1, region.y + 3))
        await reader.pilot.hover(offset=(region.x + 25, region.y + 3))
        await reader.pilot.mouse_up(offset=(region.x + 25, region.y + 3))
        await reader.settle()
        assert "The first signal lamp" in reader.app.clipboard
        assert "From “OL/LMP-1”" in reader.app.clipboard


async def test_every_page_says_how_to_cite_it() -> None:
    async with reading() as reader:
        await open_sheet(reader, "element:ol-lmp-1")
        await reader.press("C")
        assert "batteryviz contributors. “OL/LMP-1”" in reader.card
        assert "facts as of" in reader.card
        assert "@misc{batteryviz-element-ol-lmp-1," in reader.card


async def test_a_page_is_written_to_a_file_and_the_last_format_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with reading() as reader:
        await open_sheet(reader, "element:ol-lmp-1")
        await reader.press("e")
        await reader.type("markdown")
        await reader.press("enter")
        assert (tmp_path / "element-ol-lmp-1.md").read_text(encoding="utf-8").startswith("# OL/")
        await reader.press("e")
        choice = reader.app.screen.query_one(ChoiceList).choice
        assert choice is not None
        assert choice.key == "markdown"


# The way through


async def test_back_and_forward_lead_to_the_same_place() -> None:
    async with reading((80, 24)) as reader:
        await open_sheet(reader, "element:ol-lmp-2")
        await reader.press("down", "down", "down")
        left = sheet(reader).place
        await open_sheet(reader, "element:fs-1")
        await reader.press("backspace")
        assert sheet(reader).document is not None
        assert sheet(reader).place == left
        await reader.press("alt+right")
        document = sheet(reader).document
        assert document is not None
        assert document.key == "element:fs-1"


def read_on(reader: Reader) -> str:
    """Return the key of the sheet in sight."""
    document = reader.app.page.current_document()
    assert document is not None
    return document.key


async def follow_a_link(reader: Reader) -> None:
    """Go down the sheet to a cell that leads elsewhere, and open it."""
    while (place := sheet(reader).selected) is None or not place.cell.target:
        await reader.press("down")
    await reader.press("enter")


@pytest.mark.parametrize(("page", "lines"), [("2", 3), ("5", 3), ("6", 1)])
@pytest.mark.parametrize("opens", ["tab", "enter"])
@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
async def test_back_leads_to_the_sheet_that_was_highlighted_and_read(
    page: str, lines: int, opens: str, size: tuple[int, int]
) -> None:
    """Not to the first of the list; what was passed on the way there is no visit."""
    async with reading(size) as reader:
        await reader.press(page, *["down"] * lines, opens)
        read = read_on(reader)
        await follow_a_link(reader)
        assert read_on(reader) != read
        await reader.press("backspace")
        assert read_on(reader) == read
        assert sheet(reader).has_focus
        await reader.press("backspace")
        assert reader.app.page_number == 0


async def test_a_sheet_that_was_read_stays_on_the_way_back_when_the_highlight_moves_on() -> None:
    async with reading() as reader:
        await reader.press("2", "down", "tab")
        first = read_on(reader)
        await reader.press("tab", "down", "down")
        highlighted = read_on(reader)
        await reader.press("1", "backspace")
        assert read_on(reader) == highlighted != first
        await reader.press("backspace")
        assert read_on(reader) == first


async def test_what_is_highlighted_after_a_tour_led_to_the_list_is_led_back_to() -> None:
    """The list has a key of its own, that of no sheet."""
    async with reading() as reader:
        await open_sheet(reader, "sources")
        await reader.press("down", "down")
        highlighted = read_on(reader)
        assert highlighted != "source:lamp-gazette-1921"
        await open_sheet(reader, "source:lamp-gazette-1921")
        await reader.press("backspace")
        assert read_on(reader) == highlighted


@pytest.mark.parametrize("begin", ["", "timeline", "event:stand-production"])
@pytest.mark.parametrize(("keys", "words"), [("f", "fs-2"), ("t", "production"), ("ft", "")])
async def test_back_leads_to_the_timeline_narrowed_as_it_was(
    begin: str, keys: str, words: str
) -> None:
    """To the events of a subject, of a type, or of both; and not to all of them."""
    async with reading() as reader:
        if begin:
            await open_sheet(reader, begin)
        else:
            await reader.press("4")
        whole = reader.lines[1]
        for key in keys:
            await reader.press(key)
            await reader.type(words)
            await reader.press("enter")
        bar = reader.lines[1]
        assert "of 5 dated events" in bar
        await open_sheet(reader, "element:ol-lmp-1")
        await reader.press("backspace")
        assert reader.lines[1] == bar
        await reader.press("2", "4")
        assert reader.lines[1] == bar
        await reader.press("1", "backspace")
        assert reader.lines[1] == bar
        await reader.press("x")
        assert reader.lines[1] == whole
        await reader.press("2", "backspace")
        assert reader.lines[1] == whole


async def test_a_timeline_is_narrowed_to_a_subject_that_events_also_concern() -> None:
    """Its name stands in the bar and among those offered."""
    async with reading() as reader:
        await open_sheet(reader, "timeline:northmere-lamp-works")
        bar = reader.lines[1]
        assert "1 of 5 dated events   f: Northmere Lamp Works" in bar
        await reader.press("x", "f")
        await reader.type("lamp works")
        await reader.press("enter")
        assert reader.lines[1] == bar


async def test_a_timeline_says_whose_it_is_where_nothing_is_dated() -> None:
    async with reading() as reader:
        await open_sheet(reader, "timeline:mast-wagon")
        assert "0 of 5 dated events   f: Mast wagon" in reader.lines[1]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [(), ("P",)], ids=["alone", "for a room"])
async def test_a_list_of_nothing_says_so(
    size: tuple[int, int], keys: tuple[str, ...], tmp_path: Path
) -> None:
    """In a pack without sources and terms; every key of such a page is answered."""
    (tmp_path / "elements").mkdir()
    shutil.copy(TOY / "pack.yaml", tmp_path)
    (tmp_path / "elements" / "hut.yaml").write_text(
        "kind: support\nname: Hut\nlabel: A hut.\nsummary: A hut of wood.\n", encoding="utf-8"
    )
    async with reading(size, specs=tmp_path) as reader:
        for page, words in (("5", "No sources in this pack"), ("6", "No glossary in this pack")):
            await reader.press(page, *keys)
            assert words in reader.screen
            await reader.press("down", "end", "enter", "y", "u", "tab", *keys)
            assert words in reader.screen
            await reader.press("1", "backspace")
            assert words in reader.screen


@pytest.mark.parametrize("begin", ["", "quiz:7"])
async def test_back_leads_to_the_quiz_at_hand_with_its_answers(
    begin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when it was begun after another: a quiz left for a moment is not over."""
    numbers = iter((3, 4))
    monkeypatch.setattr("batteryviz.tui.quiz_page.secrets.randbelow", lambda _: next(numbers))
    async with reading(specs=SHIPPED) as reader:
        await reader.press("8")
        if begin:
            await open_sheet(reader, begin)
        await reader.press("r")
        while "1 of 10 answered" not in reader.screen:
            await reader.press("n", "a")
            # A question that wants words typed is left: the next may offer answers.
            await reader.press("enter" if reader.app.screen.query(ChoiceList) else "escape")
            if reader.app.screen.is_modal:
                await reader.press("escape")
        await reader.press("end")
        seen = reader.screen
        for keys in (("2", "backspace"), ("2", "1", "8"), ("1", "backspace")):
            await reader.press(*keys)
            assert reader.screen == seen, keys


async def test_a_term_and_its_elements_lead_to_each_other() -> None:
    async with reading((100, 30)) as reader:
        await open_sheet(reader, "term:lmp")
        assert "Belongs to" in reader.screen
        while sheet(reader).selected is None or "element:" not in (
            sheet(reader).selected.cell.target  # type: ignore[union-attr]  # checked above
        ):
            await reader.press("down")
        await reader.press("enter")
        document = reader.app.page.current_document()
        assert document is not None
        assert document.key == "element:ol-lmp-1"
        lines = "\n".join(
            sheet(reader).plain_line(n) for n in range(sheet(reader).virtual_size.height)
        )
        assert "term: LMP" in lines


async def test_the_timeline_is_narrowed_to_a_subject_and_a_type() -> None:
    async with reading() as reader:
        await reader.press("4", "f")
        await reader.type("fs-2")
        await reader.press("enter")
        assert "1 of 5 dated events" in reader.screen
        await reader.press("x", "t")
        await reader.type("test")
        await reader.press("enter")
        assert "2 of 5 dated events" in reader.screen


async def test_a_subject_an_event_also_concerns_has_that_event_in_its_timeline() -> None:
    async with reading() as reader:
        await open_sheet(reader, "timeline:northmere-lamp-works")
        assert "1 of 5 dated events" in reader.screen
        assert "The first lamp was lit, the Gazette writes" in " ".join(reader.screen.split())


async def test_the_spec_file_of_a_claim_is_shown_with_its_lines_marked() -> None:
    async with reading() as reader:
        await open_sheet(reader, "element:ol-lmp-2")
        sheet(reader).select_key("beam-angle")
        await reader.press("v")
        marked = [line for line in reader.lines if "┃" in line]
        assert "elements/ol-lmp-2.yaml" in reader.screen
        assert "- id: beam-office" in marked[0]
        assert any("cited" in line for line in marked)
        await reader.press("escape", "y")
        assert reader.app.clipboard


async def test_an_address_is_shown_before_anything_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address, **_: opened.append(address))
    async with reading((100, 30), specs=SHIPPED) as reader:
        await open_sheet(reader, "source:die-zeit-dpa-2013")
        await reader.press("o")
        assert "www.zeit.de" in reader.screen
        assert opened == []
        await reader.press("n", "o", "y")
        assert len(opened) == 1
        assert opened[0].startswith("https://www.zeit.de/")


# Every action


def of_ours(actions: list[Action]) -> set[str]:
    return {action.id for action in actions}


@pytest.mark.parametrize("number", range(len(PAGES)))
async def test_every_action_has_a_key_and_stands_in_the_palette(number: int) -> None:
    async with reading((160, 50)) as reader:
        await reader.press(PAGES[number].key)
        if PAGES[number].name == "Tour":
            # The list of tours has no steps to go through.
            await reader.press("enter")
        actions = actions_on(reader.app.screen)
        assert all(action.keys and action.meaning for action in actions)
        assert {"search", "copy", "copy-menu", "cite", "export", "units", "spec"} <= of_ours(
            actions
        )
        declared = {
            binding.id
            for node in (type(reader.app), type(reader.app.page))
            for binding in vars(node).get("BINDINGS", ())
            if isinstance(binding, Binding)
        }
        assert {name for name in declared if name} <= of_ours(actions)
        await reader.press("colon")
        offered = reader.app.screen.query_one(ChoiceList).choices
        assert len(offered) == len(actions)


async def test_every_action_is_reached_by_mouse_alone() -> None:
    async with reading((160, 50)) as reader:
        await reader.click_on("2 Elements")
        assert reader.app.page.id == "page-elements"
        await reader.click_on(": actions")
        await reader.click_on("How to cite this page")
        assert "batteryviz contributors" in reader.screen
        await reader.click_on("Esc close")
        assert "batteryviz contributors" not in reader.screen
        await reader.click_on("/ search")
        await reader.click_on("Esc close")
        assert reader.app.screen is reader.app.screen_stack[0]


def test_no_key_of_multiplexers_is_taken() -> None:
    from textual.widgets import Input

    from batteryviz.tui.app import Explorer
    from batteryviz.tui.finder import Finder, Words
    from batteryviz.tui.overlay import Overlay
    from batteryviz.tui.question import Question
    from batteryviz.tui.spec_screen import SpecScreen, SpecView

    assert issubclass(Words, Input)
    nodes: list[object] = [Explorer, DocumentView, ChoiceList, Words, Finder, Overlay, Question]
    nodes += [SpecScreen, SpecView, *(page.load() for page in PAGES)]
    taken = {
        key.strip()
        for node in nodes
        for binding in vars(node).get("BINDINGS", ())
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
    }
    sets = {key for keys in KEY_SETS.values() for one in keys.values() for key in one.split(",")}
    assert not (taken | sets) & RESERVED
    assert KEY_SETS["vim"].keys() <= action_names()


async def test_the_vim_set_moves_by_letters_and_a_reader_may_choose_keys() -> None:
    async with reading(settings=Settings(key_set="vim", keys={"search": "f2"})) as reader:
        await open_sheet(reader, "element:ol-lmp-2")
        before = sheet(reader).stop
        await reader.press("j")
        assert sheet(reader).stop == before + 1
        await reader.press("f2")
        assert "Search names" in reader.screen
        await reader.press("escape", "question_mark")
        assert "F2" in reader.card


# Settings and memory


def test_without_a_settings_file_the_usual_settings_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "config.toml") == Settings()


def test_a_settings_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('theme = "paper"\nunits = "metric"\nkey-set = "vim"\n[keys]\nsearch = "f2"\n')
    settings = read_settings(path)
    assert (settings.theme, settings.units, settings.keymap["search"]) == ("paper", "metric", "f2")


@pytest.mark.parametrize(
    "key",
    ["f2", "ctrl+k", "alt+left", "slash", "left_square_bracket", "ä", "G", "f3,ctrl+shift+up"],
)
def test_every_key_that_a_terminal_sends_may_be_chosen(key: str, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f'[keys]\nsearch = "{key}"\n', "utf-8")
    assert read_settings(path).keymap["search"] == key


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('units = "metres"\n', ":1: units: "),
        ('\ntheme = "pink"\n', ":2: theme: there are night"),
        ('\n\ncolour = "red"\n', ":3: colour: no such setting"),
        ('[keys]\nsearch = "ctrl+a"\n', ":2: keys: search: ctrl+a belongs to terminals"),
        ('[keys]\nfly = "f"\n', ":2: keys: fly: no such action"),
        *(
            (f'[keys]\nsearch = "{key}"\n', ":2: keys: search: no such key")
            for key in ("\\u001b]0;x\\u0007", "[/]", "+", "f2 f3", "Ctrl+k", "x" * 999, "ä\\u0301")
        ),
        ("theme = \n", ":1: "),
        ("remember = 1\n", ":1: remember: "),
        ("x = " + "[" * 2_000, ":1: a line of more than 1024 characters"),
        ("x = " + "[\n" * 20_000, ": nested too deep"),
        ("\n[keys]\n" + "a." * 20_000 + "b = 1", ":3: a line of more than 1024 characters"),
        ("[keys]\n" + "a." * 400 + "b = 1", ":2: a line of more than 100 dots"),
        ("".join(f"a{n}." + "a." * 98 + "b = 1\n" for n in range(300)), ":1: a0: no such setting"),
    ],
)
def test_a_bad_settings_file_is_refused_with_line_and_key(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    began = time.process_time()
    with pytest.raises(SettingsError) as refused:
        read_settings(path)
    assert time.process_time() - began < 1
    assert f"{path}{said}" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_what_is_remembered_comes_back_and_damage_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "state" / "memory.json"
    keep(path, Memory(page="element:fs-1", units="metric"))
    assert recall(path).page == "element:fs-1"
    for damaged in (b'{"page": 7, "units": [', b"[" * 60_000, b'{"page":' * 6_000):
        path.write_bytes(damaged)
        assert recall(path) == Memory()
    (tmp_path / "file").write_text("")
    keep(tmp_path / "file" / "memory.json", Memory())


async def test_a_session_begins_where_the_last_one_ended() -> None:
    async with reading() as reader:
        await open_sheet(reader, "element:fs-1")
        await reader.press("u", "T")
        left = reader.app.remember()
    async with reading(memory=left) as reader:
        document = reader.app.page.current_document()
        assert document is not None
        assert (document.key, reader.app.units) == ("element:fs-1", "metric")
        assert reader.app.theme == "paper"


@pytest.mark.parametrize("number", range(1, len(PAGES) + 1))
async def test_a_session_that_begins_on_any_page_has_its_keys(number: int) -> None:
    """What is in sight has the focus: its keys answer without a click."""
    async with reading() as reader:
        await reader.press(str(number), "down", "enter")
        await reader.settle()
        left = reader.app.remember()
    async with reading(memory=left) as reader:
        focused = reader.app.focused
        assert focused is not None
        assert reader.app.page in focused.ancestors


async def test_a_remembered_page_that_is_gone_means_home() -> None:
    async with reading(memory=Memory(page="element:no-such")) as reader:
        assert reader.app.page.id == "page-battery"


# Themes and narrow terminals


def _ratio(one: Color, other: Color) -> float:
    def luminance(color: Color) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (color.r / 255, color.g / 255, color.b / 255)
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEME_NAMES)
async def test_every_text_stands_out_from_its_ground(theme: str) -> None:
    """Ours at 7:1, borrowed ones at 4.5:1: every role of a document and of a list."""
    least = 4.5 if theme in BORROWED else 7.0
    async with reading(settings=Settings(theme=theme)) as reader:
        await reader.press("2")
        view, chooser = sheet(reader), reader.app.query_one(ChoiceList)
        roles: list[tuple[Widget, str]] = [
            (view, f"document--{role}") for role in (*ROLES, "selected") if role != "rule"
        ]
        roles += [(chooser, name) for name in chooser.COMPONENT_CLASSES]
        for widget, name in roles:
            style = widget.get_component_rich_style(name)
            assert style.color is not None
            assert style.bgcolor is not None
            assert not style.dim, name
            found = _ratio(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
            assert found >= least, (name, round(found, 2))
        for name in ("#header", "#footer"):
            lines = reader.app.query_one(name)
            assert _ratio(lines.colors[3], lines.colors[2]) >= least


def test_two_themes_are_ours() -> None:
    assert len(THEMES) >= 2
    assert set(BORROWED) < set(THEME_NAMES)


@pytest.mark.parametrize("size", SIZES)
async def test_every_page_fits_every_size(size: tuple[int, int]) -> None:
    async with reading(size) as reader:
        for page in PAGES:
            await reader.press(page.key)
            assert all(len(line) <= size[0] for line in reader.lines)
            assert page.name in reader.lines[0]
            assert "? help" in reader.lines[-1]
            assert ": actions" in reader.lines[-1]


async def test_where_it_is_narrow_a_list_or_a_sheet_is_shown() -> None:
    async with reading((60, 20)) as reader:
        await reader.press("2")
        assert reader.app.query_one(ChoiceList).region.width >= 58
        await reader.press("enter")
        assert sheet(reader).region.width >= 58
        await reader.press("escape")
        assert reader.app.query_one(ChoiceList).region.width >= 58


# A folder that cannot be looked into


def test_settings_and_comparisons_in_a_place_that_cannot_be_looked_at_are_none(
    tmp_path: Path,
) -> None:
    """Too long a name is refused by every system, whoever asks."""
    closed = tmp_path / ("n" * 300)
    assert read_settings(closed / "config.toml") == Settings()
    assert saved_names(closed) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
def test_a_pipe_in_the_place_of_what_was_remembered_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "memory.json")
    os.mkfifo(tmp_path / "tour.json")
    assert recall(tmp_path / "memory.json") == Memory()
    assert Podium(tmp_path / "tour.json").where() is None


def test_a_folder_whose_name_is_no_text_is_remembered(tmp_path: Path) -> None:
    left = Memory(pack="caf\udce9", form="\ud800")
    keep(tmp_path / "memory.json", left)
    assert recall(tmp_path / "memory.json") == left
