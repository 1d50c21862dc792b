"""A battery drawn for a room: the drawing alone, or alone what the selected box is."""

from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content

from batteryviz.export.schematic_text import legend_lines
from batteryviz.tui.bar import Bar
from batteryviz.tui.drawn_battery import DrawnBattery
from batteryviz.views.document import Document, Paragraph


class ProjectedBattery(DrawnBattery):
    """A drawn battery that can be shown to a room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "i",
            "other_pane",
            "What it is",
            show=False,
            tooltip="From the drawing to the pane that says what is selected, and back",
            id="other-pane",
        ),
        Binding("escape", "drawing", "Drawing", show=False, tooltip="The drawing", id="drawing"),
    ]

    @property
    def _for_room(self) -> bool:
        return self.app.has_class("-projector")

    def fit(self) -> None:
        """Give a room the drawing, with two lines on what is selected and who says so."""
        if not self._for_room:
            self.remove_class("reading")
            super().fit()
            return
        drawing, (width, height) = self.drawing, self.size
        if drawing is None or not width:
            return
        self.remove_class("wide")
        room = width - 2
        legend = legend_lines(drawing, room) if self.view.shows_links else []
        lines = {"intro": [self._document.title], "legend": legend, "totals": self._caption(room)}
        for name, shown in lines.items():
            part = self.query_one(f"#battery-{name}", Bar)
            part.say(Content("\n").join(Content(line) for line in shown))
        self.query_one("#battery-legend").display = bool(legend)
        left = self.query_one("#battery-left")
        left.styles.width, left.styles.height = width, height
        self.view.styles.height = max(3, height - sum(map(len, lines.values())) - 2)
        self.side.show(self.card(brief=False))

    def tell_selected(self) -> None:
        """Say what is selected, in the lines of a room or in the pane."""
        if self._for_room:
            self.fit()
        else:
            super().tell_selected()

    def _caption(self, width: int) -> list[str]:
        """Return what is selected in two lines, and below them its sources."""
        from batteryviz.export.spans import wrapped
        from batteryviz.tui.projected import source_lines

        card = self.card(brief=True)
        said = next(block.text for block in card.blocks if isinstance(block, Paragraph))
        whole = wrapped([(said, "text")], width - 2)
        lines = ["".join(text for text, _ in line) for line in whole[:2]]
        if len(whole) > 2:
            lines[1] += " …"
        return [*lines, "", *source_lines(card, (), width)]

    def action_other_pane(self) -> None:
        """Go from the drawing to what is said of the selected box, and back."""
        if self.shows_drawing:
            self._read(reading=not self.side.has_focus)

    def show_aside(self, document: Document) -> None:
        """Show ``document`` in the pane, and a room nothing else."""
        super().show_aside(document)
        if self._for_room:
            self._read(reading=True)

    def action_drawing(self) -> None:
        """Go back to the drawing."""
        if self.shows_drawing:
            self._read(reading=False)

    def _read(self, *, reading: bool) -> None:
        self.set_class(reading, "reading")
        self.screen.set_focus(self.side if reading else self.view)

    @on(events.DescendantFocus)
    def _focus_moved(self) -> None:
        """Show a room the pane that has the focus."""
        reads = self.shows_drawing and self.side.has_focus
        self.set_class(reads and self._for_room, "reading")
