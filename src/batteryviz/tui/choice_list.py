"""A list of any length, of which only the lines in sight are drawn."""

from collections.abc import Hashable, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from batteryviz.tui.kept_lines import KeptLines

NOTE_PART = 3
"""The part of a line, one in so many, that its note has whatever the text."""


class Choice(NamedTuple):
    """One line of a list; a line without a key is a heading and cannot be chosen."""

    key: str
    text: str
    note: str = ""


class ChoiceList(KeptLines):
    """A virtual list: 100,000 choices cost no more than the screen shows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "choice--line",
        "choice--note",
        "choice--heading",
        "choice--highlight",
        "choice--current",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Open", tooltip="Open what is highlighted", id="open"),
        Binding("up", "move(-1)", "Line above", show=False, id="up"),
        Binding("down", "move(1)", "Line below", show=False, id="down"),
        Binding("pageup", "leaf(-1)", "Page up", show=False, id="list-page-up"),
        Binding("pagedown", "leaf(1)", "Page down", show=False, id="list-page-down"),
        Binding("home", "edge(0)", "Top of the list", show=False, id="top"),
        Binding("end", "edge(-1)", "End of the list", show=False, id="end"),
    ]

    highlighted: var[int] = var(-1)

    class Highlighted(Message):
        """Another choice is highlighted."""

        def __init__(self, view: "ChoiceList", choice: Choice) -> None:
            """Tell of ``choice`` in ``view``."""
            super().__init__()
            self.view = view
            self.choice = choice

        @property
        def control(self) -> "ChoiceList":
            """The list, for ``@on`` selectors."""
            return self.view

    class Chosen(Message):
        """A choice was made."""

        def __init__(self, view: "ChoiceList", choice: Choice) -> None:
            """Tell of ``choice`` in ``view``."""
            super().__init__()
            self.view = view
            self.choice = choice

        @property
        def control(self) -> "ChoiceList":
            """The list, for ``@on`` selectors."""
            return self.view

    def __init__(
        self,
        choices: Sequence[Choice] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        """Offer ``choices``."""
        super().__init__(id=id)
        self._choices = choices
        self._line_styles: dict[str, Style] = {}

    @property
    def choices(self) -> Sequence[Choice]:
        """The choices offered."""
        return self._choices

    @property
    def choice(self) -> Choice | None:
        """The highlighted choice."""
        if 0 <= self.highlighted < len(self._choices):
            return self._choices[self.highlighted]
        return None

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; the first is highlighted."""
        self._choices = choices
        self.forget()
        self._measure()
        self.set_reactive(ChoiceList.highlighted, -1)
        self.scroll_to(0, 0, animate=False, immediate=True)
        self.highlighted = self._next(-1, 1)
        self.refresh()

    def highlight(self, key: str) -> None:
        """Highlight the choice with ``key``, if there is one, without a message."""
        for number, choice in enumerate(self._choices):
            if choice.key == key:
                self.set_reactive(ChoiceList.highlighted, number)
                self._keep_in_sight()
                self.refresh()
                return

    def on_mount(self) -> None:
        """Measure the first choices."""
        self._measure()
        if self.highlighted < 0:
            self.set_reactive(ChoiceList.highlighted, self._next(-1, 1))

    def on_resize(self) -> None:
        """Keep the highlighted choice in sight."""
        self._measure()
        self._keep_in_sight()

    def notify_style_update(self) -> None:
        """Forget styles of another theme."""
        super().notify_style_update()
        self._line_styles.clear()

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._choices))

    def watch_highlighted(self, before: int, _now: int) -> None:
        """Follow the highlight: only the two lines that change are drawn anew."""
        self._keep_in_sight()
        self.refresh_line(before)
        self.refresh_line(self.highlighted)
        if self.choice is not None:
            self.post_message(self.Highlighted(self, self.choice))

    def _keep_in_sight(self) -> None:
        if self.highlighted >= 0:
            # A heading right above belongs to the first choice under it.
            top = self.highlighted
            while top > 0 and not self._choices[top - 1].key:
                top -= 1
            region = Region(0, top, 1, self.highlighted - top + 1)
            self.scroll_to_region(region, animate=False, immediate=True, force=True)

    def _next(self, start: int, step: int) -> int:
        """Return the next choice from ``start``, or ``start`` at the end of the list."""
        number = start + step
        while 0 <= number < len(self._choices):
            if self._choices[number].key:
                return number
            number += step
        return start

    def action_move(self, step: int) -> None:
        """Move the highlight."""
        self.highlighted = self._next(self.highlighted, step)

    def action_leaf(self, step: int) -> None:
        """Move the highlight by a screen."""
        if not self._choices:
            return
        height = max(1, self.scrollable_content_region.height - 1)
        target = max(0, min(self.highlighted + step * height, len(self._choices) - 1))
        if not self._choices[target].key:
            target = self._next(target, step)
            if not self._choices[target].key:
                target = self._next(target, -step)
        self.highlighted = target

    def action_edge(self, end: int) -> None:
        """Go to the first or the last choice."""
        if end == 0:
            self.highlighted = self._next(-1, 1)
        else:
            self.highlighted = self._next(len(self._choices), -1)

    def action_choose(self) -> None:
        """Choose what is highlighted."""
        if self.choice is not None:
            self.post_message(self.Chosen(self, self.choice))

    async def _on_click(self, event: events.Click) -> None:
        number = event.y + self.scroll_offset.y
        if 0 <= number < len(self._choices) and self._choices[number].key:
            self.highlighted = number
            self.action_choose()

    def lines_in_sight(self, height: int) -> list[Hashable]:
        """Return the number of the choice in each row, and how the highlighted one looks."""
        top = self.scroll_offset.y
        names: list[Hashable] = list(range(top, min(top + height, len(self._choices))))
        if 0 <= self.highlighted - top < len(names):
            names[self.highlighted - top] = self.highlighted, self.has_focus
        return names

    def render_line(self, y: int) -> Strip:
        """Draw one line of the list."""
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if number >= len(self._choices):
            return Strip.blank(self.size.width, self._style("line"))
        choice = self._choices[number]
        if not choice.key:
            return Strip(
                [Segment(set_cell_size(choice.text, width), self._style("heading"))], width
            )
        style, note_style = self._style("line"), self._style("note")
        if number == self.highlighted:
            style = note_style = self._style("highlight" if self.has_focus else "current")
        pointer = "▸ " if number == self.highlighted else "  "
        text, note = _fitted(choice, max(1, width - 2))
        segments = [Segment(pointer + text, style)]
        if note:
            segments.append(Segment(note, note_style))
        return Strip(segments).adjust_cell_length(width, style)

    def _style(self, role: str) -> Style:
        if role not in self._line_styles:
            self._line_styles[role] = self.get_component_rich_style(f"choice--{role}")
        return self._line_styles[role]


def _fitted(choice: Choice, room: int) -> tuple[str, str]:
    """Return the text and the note of a line of ``room`` columns.

    Where both have no room, the note is cut first, down to a third: names tell lines apart.
    """
    note = f" {choice.note}" if choice.note else ""
    left = max(room // NOTE_PART, room - cell_len(choice.text))
    note = _cut(note, left)
    left = max(1, room - cell_len(note))
    return set_cell_size(_cut(choice.text, left), left), note


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 1)).rstrip() + "…"
