"""Lines with roles on the screen: only those in sight are ever drawn."""

from collections.abc import Hashable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.selection import Selection
from textual.strip import Strip

from batteryviz.export.layout import Laid, Sticky
from batteryviz.export.spans import Line
from batteryviz.tui.kept_lines import KeptLines

ROLES = (
    "title",
    "heading",
    "group",
    "column",
    "label",
    "text",
    "muted",
    "warning",
    "rule",
    "link",
    "reference",
    "disputed",
    "unchecked",
    "differs",
    "silence",
    "marked",
)


class LinesView(KeptLines):
    """Draws laid-out lines; a table's head stays above its rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"document--{role}" for role in ROLES} | {
        "document--selected",
        "document--chosen",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        """Draw nothing yet."""
        super().__init__(id=id)
        self._laid = Laid()
        self._laid_for = (0, 0)
        self._styles: dict[str, Style] = {}

    def _laid_out(self, width: int) -> Laid | None:
        """Return what is shown, laid out for ``width`` columns, or ``None`` for nothing."""
        raise NotImplementedError

    @property
    def _room(self) -> tuple[int, int]:
        """What the layout was made for: when it changes, so does the layout."""
        return self.size.width, 0

    def lay_out_again(self) -> None:
        """Lay out and draw: what is shown, or how, has changed."""
        self._lay_out()

    def _lay_out(self) -> None:
        """Lay out for the width at hand and draw."""
        width = self.scrollable_content_region.width
        laid = self._laid_out(width) if width > 0 else None
        if laid is None:
            # Out of sight there is no width: lay out when there is one again.
            self._laid_for = (0, 0)
        else:
            self._laid = laid
            self.forget()
            self._laid_for = self._room
            self.virtual_size = Size(width, len(laid.lines))
            self.refresh()

    def on_resize(self) -> None:
        """Lay out again when the room changed."""
        if self._room != self._laid_for:
            self._lay_out()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw; a new size is told of only after the first paint, which would show nothing."""
        self.on_resize()
        return super().render_lines(crop)

    def notify_style_update(self) -> None:
        """Forget styles of another theme."""
        super().notify_style_update()
        self._styles.clear()

    def sticky_at(self, line: int) -> Sticky | None:
        """Return the head that stays above ``line`` when its table is scrolled."""
        for sticky in self._laid.sticky:
            if sticky.first + len(sticky.head) <= line <= sticky.last:
                return sticky
        return None

    def line_at(self, y: int) -> tuple[int, Line]:
        """Return the number and the spans of the line shown in row ``y`` of the view."""
        top = self.scroll_offset.y
        sticky = self._head_at(top)
        if sticky is not None and y < len(sticky.head):
            return sticky.first + y, _head_line(sticky, y, top + len(sticky.head))
        number = y + top
        return number, self._laid.lines[number] if number < len(self._laid.lines) else []

    def _head_at(self, top: int) -> Sticky | None:
        """Return the head that stands in the first rows when ``top`` is the first line in sight."""
        for sticky in self._laid.sticky:
            if sticky.first < top <= sticky.last - len(sticky.head):
                return sticky
        return None

    def plain_line(self, number: int) -> str:
        """Return the text of one line."""
        return "".join(text for text, _ in self._laid.lines[number])

    @property
    def allow_select(self) -> bool:
        """Text can be selected with the mouse on every page."""
        return True

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text under the mouse selection."""
        lines = (self.plain_line(number).rstrip() for number in range(len(self._laid.lines)))
        return selection.extract("\n".join(lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - Textual's
        """Draw again while text is being selected."""
        self.refresh()

    def painted(self, strip: Strip, number: int) -> Strip:  # noqa: ARG002 - for heirs
        """Return the line ``number`` with whatever is laid over it."""
        return strip

    @property
    def lines_painted(self) -> range:
        """The numbers of the lines that have something laid over them."""
        return range(0)

    @property
    def paint(self) -> Hashable:
        """What tells one paint over a line from another."""
        return None

    def lines_in_sight(self, height: int) -> list[Hashable]:
        """Return the number of the line in each row, and what is laid over it."""
        if self.text_selection is not None:
            return []
        top = self.scroll_offset.y
        names: list[Hashable] = list(range(top, min(top + height, len(self._laid.lines))))
        paint = self.paint
        for number in self.lines_painted:
            if 0 <= number - top < len(names):
                names[number - top] = number, paint
        if head := self._head_at(top):
            rows = min(len(head.head), len(names))
            # Its last line names the group of the first row shown.
            group = _group_above(head, top + len(head.head))
            names[:rows] = [(number, group) for number in range(head.first, head.first + rows)]
        return names

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        base = self.style_of("text")
        number, line = self.line_at(y)
        if number >= len(self._laid.lines):
            return Strip.blank(self.size.width, base)
        strip = Strip([Segment(text, self.style_of(role)) for text, role in line])
        strip = self.painted(strip.adjust_cell_length(width, base), number)
        if (selection := self.text_selection) is not None:
            span = selection.get_span(number)
            if span is not None:
                start, end = span
                chosen = self.screen.get_component_rich_style("screen--selection")
                strip = restyled(strip, start, width if end == -1 else end, chosen)
        return strip.apply_offsets(0, number)

    def style_of(self, role: str) -> Style:
        """Return the style of a role in the theme in use."""
        if role not in self._styles:
            self._styles[role] = self.get_component_rich_style(f"document--{role}")
        return self._styles[role]


def _head_line(sticky: Sticky, y: int, first_shown: int) -> Line:
    """Return a line of a head; the last one names the group of the first row shown."""
    line = sticky.head[y]
    group = _group_above(sticky, first_shown)
    if y < len(sticky.head) - 1 or not group:
        return line
    rule = line[0][0]
    return [("── ", "rule"), (group, "group"), (f" {rule[len(group) + 4 :]}", "rule")]


def _group_above(sticky: Sticky, first_shown: int) -> str:
    """Return the name of the group that the line ``first_shown`` belongs to."""
    return next((name for start, name in reversed(sticky.groups) if start < first_shown), "")


def restyled(strip: Strip, start: int, end: int, style: Style) -> Strip:
    """Return ``strip`` with ``style`` laid over the columns ``start`` to ``end``."""
    width = strip.cell_length
    end = min(end, width)
    if start >= end:
        return strip
    before, middle, after = (
        strip.divide([start, end, width])
        if end < width
        else (*strip.divide([start, width]), Strip.blank(0))
    )
    painted = Strip([Segment(text, (base or style) + style) for text, base, _ in middle])
    return Strip.join([before, painted, after])
