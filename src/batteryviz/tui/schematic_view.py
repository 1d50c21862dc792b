"""The schematic on the screen: boxes and lines to walk through by key and by mouse."""

from collections.abc import Collection
from itertools import groupby
from operator import itemgetter
from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from batteryviz.export.geometry import Drawing, layout
from batteryviz.export.schematic_text import Owner, canvas
from batteryviz.views.document import Layer, Link, Node, Schematic

NOTHING = -1

SELECTED = "selected"
"""The role of what is selected: brought out where the focus is, marked where it is not."""

Runs = list[tuple[str, str]]
"""A row of the drawing: texts that belong together, and what role each plays."""


class SchematicView(Widget, can_focus=True):
    """Shows a schematic; one box is selected, or one line after the key for lines."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "schematic--box",
        "schematic--name",
        "schematic--power",
        "schematic--data",
        "schematic--radio",
        "schematic--chosen",
        "schematic--marked",
        "schematic--empty",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "activate",
            "Open",
            tooltip="The sheet of a box, the voices of a line",
            id="open",
        ),
        Binding(
            "l",
            "line",
            "Lines",
            show=False,
            tooltip="The next line, and the claim that states it",
            id="line",
        ),
        Binding("left", "walk(-1, 0)", "Box to the left", show=False, id="left"),
        Binding("right", "walk(1, 0)", "Box to the right", show=False, id="right"),
        Binding("up", "walk(0, -1)", "Box above", show=False, id="up"),
        Binding("down", "walk(0, 1)", "Box below", show=False, id="down"),
        Binding("tab", "step(1)", "Next box", show=False, id="next-box"),
        Binding("shift+tab", "step(-1)", "Box before", show=False, id="box-before"),
        Binding("home", "edge(0)", "First box", show=False, id="top"),
        Binding("end", "edge(-1)", "Last box", show=False, id="end"),
    ]

    # What is selected first is not news.
    box: var[int] = var(0, init=False)
    line: var[int] = var(NOTHING, init=False)

    class Selected(Message):
        """Another box or line is selected."""

        def __init__(self, view: "SchematicView") -> None:
            """Tell of ``view``."""
            super().__init__()
            self.view = view

        @property
        def control(self) -> "SchematicView":
            """The view, for ``@on`` selectors."""
            return self.view

    class Activated(Message):
        """The reader opens what is selected: by Enter, or by a click on it."""

        def __init__(self, view: "SchematicView") -> None:
            """Tell of ``view``."""
            super().__init__()
            self.view = view

        @property
        def control(self) -> "SchematicView":
            """The view, for ``@on`` selectors."""
            return self.view

    def __init__(
        self,
        schematic: Schematic,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        """Show ``schematic``; the box that most lines meet is selected."""
        super().__init__(id=id)
        self._schematic = schematic
        self.set_reactive(SchematicView.box, _most_linked(schematic))
        self._layers: frozenset[Layer] = frozenset()
        self._links = True
        self._laid_for = Size(0, 0)
        self._drawing: Drawing | None = None
        self._rows: list[Runs] = []
        self._known: LRUCache[tuple[int, int], list[Runs]] = LRUCache(16)
        self._styles: dict[str, Style] = {}

    # What is shown

    @property
    def schematic(self) -> Schematic:
        """The schematic shown."""
        return self._schematic

    @property
    def shown_layers(self) -> frozenset[Layer]:
        """What the boxes show beside the names."""
        return self._layers

    @property
    def shows_links(self) -> bool:
        """Whether the lines between the boxes are drawn."""
        return self._links

    @property
    def node(self) -> Node:
        """The box selected, or last selected."""
        return self._schematic.nodes[self.box]

    @property
    def link(self) -> Link | None:
        """The line selected, if a line is."""
        wires = self._drawing.wires if self._drawing else ()
        return wires[self.line].link if 0 <= self.line < len(wires) else None

    def show(self, schematic: Schematic) -> None:
        """Show another schematic; the selection stays on the box of the same name."""
        name = self.node.id
        self._schematic = schematic
        names = [node.id for node in schematic.nodes]
        box = names.index(name) if name in names else min(self.box, len(names) - 1)
        self.set_reactive(SchematicView.box, box)
        self.set_reactive(SchematicView.line, NOTHING)
        self._lay_out()
        self.post_message(self.Selected(self))

    def show_layers(self, layers: Collection[Layer], *, links: bool) -> None:
        """Show what ``layers`` say in the boxes, with or without the lines between."""
        self._layers, self._links = frozenset(layers), links
        if not links:
            self.line = NOTHING
        self._lay_out()

    def rows_wanted(self, width: int) -> int:
        """Return the rows the drawing takes in ``width`` columns when nothing is cut."""
        drawing = layout(self._schematic, width, links=self._links, layers=self._layers)
        return drawing.height if drawing else len(self._schematic.nodes)

    def _lay_out(self) -> None:
        self._laid_for = self.size
        self._drawing = layout(
            self._schematic,
            self.size.width,
            self.size.height,
            links=self._links,
            layers=self._layers,
        )
        self._known.clear()
        self._paint()
        self.refresh()

    def _paint(self) -> None:
        """Work out the rows, or know them from when the same was selected before."""
        rows = self._known.get((self.box, self.line))
        if rows is None and self._drawing is not None:
            rows = []
            drawn = canvas(self._drawing, self.box if self.line == NOTHING else None)
            for signs, owners in zip(drawn.signs, drawn.owners, strict=True):
                runs = groupby(zip(signs, map(self._role_of, owners), strict=True), itemgetter(1))
                rows.append([("".join(sign for sign, _ in run), role) for role, run in runs])
            self._known[self.box, self.line] = rows
        self._rows = rows or []

    def on_resize(self) -> None:
        """Lay out again for the new size."""
        if self.size != self._laid_for:
            self._lay_out()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw; a new size is told of only after the first paint, which would show nothing."""
        self.on_resize()
        return super().render_lines(crop)

    def watch_box(self) -> None:
        """Follow the selection."""
        self._follow()

    def watch_line(self) -> None:
        """Follow the selection."""
        self._follow()

    def _follow(self) -> None:
        before = self._rows
        self._paint()
        changed = [y for y, row in enumerate(self._rows) if before[y : y + 1] != [row]]
        # Without regions all is drawn: the list of boxes that stands where they do not fit.
        self.refresh(*(Region(0, self._top + y, self.size.width, 1) for y in changed))
        self.post_message(self.Selected(self))

    # Walking

    def action_walk(self, right: int, down: int) -> None:
        """Select the nearest box in a direction."""
        if self.line != NOTHING:
            self.line = NOTHING
        elif self._drawing is not None:
            self.box = self._drawing.neighbor(self.box, right, down)
        else:
            self.box = max(0, min(self.box + right + down, len(self._schematic.nodes) - 1))

    def action_step(self, step: int) -> None:
        """Select the next box in order; from the last one the focus moves on."""
        self.line = NOTHING
        if not 0 <= self.box + step < len(self._schematic.nodes):
            raise SkipAction
        self.box += step

    def action_edge(self, end: int) -> None:
        """Select the first or the last box."""
        self.line = NOTHING
        self.box = 0 if end == 0 else len(self._schematic.nodes) - 1

    def action_line(self) -> None:
        """Select the next line; after the last one the box is selected again."""
        wires = self._drawing.wires if self._drawing else ()
        self.line = self.line + 1 if self.line + 1 < len(wires) else NOTHING

    def action_activate(self) -> None:
        """Open what is selected."""
        self.post_message(self.Activated(self))

    async def _on_click(self, event: events.Click) -> None:
        x, y = event.x, event.y - self._top
        if self._drawing is None:
            box, line = (y if 0 <= y < len(self._schematic.nodes) else None), None
        else:
            box, line = self._drawing.box_at(x, y), self._drawing.wire_at(x, y)
        if box is not None:
            again = self.line == NOTHING and self.box == box
            self.line = NOTHING
            self.box = box
        elif line is not None:
            again = self.line == line
            self.line = line
        else:
            return
        if again:
            self.action_activate()

    # Drawing

    @property
    def _top(self) -> int:
        """The first row of the drawing: it stands in the middle."""
        return max(0, (self.size.height - self._drawing.height) // 2) if self._drawing else 0

    def notify_style_update(self) -> None:
        """Forget styles of another theme."""
        super().notify_style_update()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.size.width
        row = y - self._top
        if self._drawing is None:
            return self._listed(row, width)
        if not 0 <= row < len(self._rows):
            return Strip.blank(width, self._style("empty"))
        segments = [Segment(text, self._style(role)) for text, role in self._rows[row]]
        return Strip(segments).adjust_cell_length(width, self._style("empty"))

    def _listed(self, row: int, width: int) -> Strip:
        """Draw the boxes as a list where they do not fit as boxes."""
        nodes = self._schematic.nodes
        first = max(0, min(self.box - self.size.height + 1, len(nodes) - self.size.height))
        number = row + first
        if not 0 <= number < len(nodes):
            return Strip.blank(width, self._style("empty"))
        text = f" {nodes[number].short}  {nodes[number].name}"
        style = self._style(SELECTED if number == self.box else "name")
        return Strip([Segment(set_cell_size(text, width), style)])

    def _role_of(self, owner: Owner | None) -> str:
        if owner is None or self._drawing is None:
            return "empty"
        selected = self.line if owner.what == "wire" else self.box
        if owner.number == selected and (owner.what == "wire" or self.line == NOTHING):
            return SELECTED
        if owner.what == "wire":
            return self._drawing.wires[owner.number].link.carries
        return owner.what

    def _style(self, role: str) -> Style:
        if role == SELECTED:
            role = "chosen" if self.has_focus else "marked"
        if role not in self._styles:
            self._styles[role] = self.get_component_rich_style(f"schematic--{role}")
        return self._styles[role]


def _most_linked(schematic: Schematic) -> int:
    ends = [kind for link in schematic.links for kind in (link.start, link.end)]
    boxes = range(len(schematic.nodes))
    return max(boxes, key=lambda number: ends.count(schematic.nodes[number].kind), default=0)
