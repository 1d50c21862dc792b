"""Lines that are kept look as they would if they were drawn again."""

import pytest
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from batteryviz.tui.kept_lines import KeptLines
from batteryviz.tui.quick_bar import QuickBar
from reader import Reader, reading

WALK = (
    *("2", "down", "down", "down", "pagedown", "end", "up", "tab", "down", "pagedown", "u"),
    *("4", "down", "down", "right", "pagedown", "pagedown", "up", "T", "down", "f", "escape"),
    *("3", "down", "right", "pagedown", "down", "P", "down", "pagedown", "P", "2", "down", "1"),
)


def _segments(strips: list[Strip]) -> list[list[tuple[str, object]]]:
    """Return the texts and their styles, however they are cut into pieces."""
    lines = []
    for strip in strips:
        line: list[tuple[str, object]] = []
        for text, style, _ in strip.simplify():
            if text:
                line.append((text, style))
        lines.append(line)
    return lines


def _views(reader: Reader) -> list[KeptLines]:
    return [view for view in reader.app.screen.query(KeptLines) if view.is_on_screen]


def _drawn(view: KeptLines) -> list[list[tuple[str, object]]]:
    return _segments(view.render_lines(Region(0, 0, *view.outer_size)))


@pytest.mark.parametrize("size", [(60, 20), (100, 30)], ids=["small", "large"])
async def test_kept_lines_are_those_drawn_anew(size: tuple[int, int]) -> None:
    """Whatever is pressed: selections, scrolling, units, themes, screens for a room."""
    looked_at = 0
    async with reading(size) as reader:
        for key in WALK:
            await reader.press(key)
            for view in _views(reader):
                kept = _drawn(view)
                view.forget()
                assert _drawn(view) == kept, f"after {key}: {view.id}"
                looked_at += 1
    assert looked_at >= len(WALK)


async def test_the_scroll_bar_is_textuals_own() -> None:
    """Drawn quickly, it shows what Textual would, and can be grabbed where Textual's can."""
    async with reading((100, 30)) as reader:
        await reader.press("4")
        (view,) = _views(reader)
        bar = view.vertical_scrollbar
        assert isinstance(bar, QuickBar)
        rows = Region(0, 0, *bar.size)
        for _ in range(6):
            await reader.press("pagedown")
            bar.refresh()
            assert _segments(bar.render_lines(rows)) == _segments(ScrollBar.render_lines(bar, rows))
