"""A battery drawn on the screen, with the pane that follows the selection and the totals."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.geometry import Size

from batteryviz.compiled.opening import Library
from batteryviz.export.schematic_text import legend_lines
from batteryviz.tui import battery_words
from batteryviz.tui.bar import Bar
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.page import Page
from batteryviz.tui.schematic_view import SchematicView
from batteryviz.views.box_card import box_card, link_card
from batteryviz.views.document import Document, Layer, Paragraph, Schematic

HOME = "battery"
BATTALION = "battalion"
UNDRAWN = "This pack composes no battery that could be drawn. This is what it has."
WIDE = 96
"""Columns from which the pane stands beside the drawing, not below it."""

ROOMY = 22
"""Rows from which the page says what it is and what to do next."""

SIDE_ROWS = (3, 5)
"""The least rows of the pane below the drawing, on a small screen and on a larger one."""

FRAME_ROWS = 2
"""Rows of the header and the footer around a page."""

MOST_SPARE_ROWS = 8
"""Rows a drawing is given beyond what it needs: more would only be empty."""


class DrawnBattery(Page):
    """What the Battery page shows; ``BatteryPage`` adds what a reader can change."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("arrows, Tab", "the box that lies that way, or the next in order"),
        ("mouse", "a click selects a box or a line, another one opens it"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "c",
            "layer('carried by')",
            "Carriers",
            show=False,
            tooltip="What carries each box",
            id="layer-carriers",
        ),
        Binding(
            "p",
            "layer('people')",
            "People",
            show=False,
            tooltip="How many people work at each box",
            id="layer-people",
        ),
        Binding(
            "d",
            "layer('drawn by')",
            "Drawn by",
            show=False,
            tooltip="What kind of source each box rests on",
            id="layer-sources",
        ),
        Binding(
            "x",
            "lines",
            "Lines",
            show=False,
            tooltip="With or without the lines",
            id="layer-lines",
        ),
    ]

    def __init__(self, library: Library, name: str) -> None:
        """Show batteries of ``library``."""
        super().__init__(library, name)
        self.key = HOME
        self._sheet: Document | None = None

    def made(self) -> Document:
        """Return the battery of the page's key, in the units now chosen."""
        try:
            made = self.library.page(self.key, self.host.units)
        except LookupError:
            if self.key != HOME:
                self.key = HOME
                return self.made()
            # A pack without a composition still has a list to begin with.
            listed = self.library.page("list")
            made = replace(listed, blocks=(Paragraph(UNDRAWN), *listed.blocks))
        # Whatever the page calls itself, this key is what leads back to it.
        return replace(made, key=self.key)

    @property
    def drawing(self) -> Schematic | None:
        """The drawing of the battery in sight, if its page has one."""
        return next((b for b in self._document.blocks if isinstance(b, Schematic)), None)

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        self._document = self.made()
        drawing = self.drawing
        if drawing is None:
            yield DocumentView(self._document, id="battery-sheet")
            return
        # Before there are styles to work out twice.
        self.set_class(self.room.width >= WIDE, "wide", update=False)
        with Container(id="battery-main"):
            with Vertical(id="battery-left"):
                yield Bar(id="battery-intro")
                yield SchematicView(drawing, id="battery-drawing")
                yield Bar(id="battery-legend")
                yield Bar(id="battery-totals")
            yield DocumentView(title=False, id="battery-side")

    def begin(self) -> None:
        """Begin with the drawing."""
        if self.drawing is not None:
            self.fit()
            self.tell_selected()
            self._show_mode()

    # What is in sight

    @property
    def room(self) -> Size:
        """The size of the page; before it is laid out, the one it will have."""
        width, height = self.app.size
        return self.size or Size(width, height - FRAME_ROWS)

    @property
    def view(self) -> SchematicView:
        """The drawing on the screen."""
        return self.query_one("#battery-drawing", SchematicView)

    @property
    def side(self) -> DocumentView:
        """The pane that says what is selected."""
        return self.query_one("#battery-side", DocumentView)

    @property
    def sheet(self) -> DocumentView:
        """The view of a whole page, made when one is first read."""
        for view in self.query("#battery-sheet").results(DocumentView):
            return view
        view = DocumentView(id="battery-sheet")
        self.mount(view)
        return view

    @property
    def shows_drawing(self) -> bool:
        """Whether the drawing is in sight, not a page to read."""
        return self._sheet is None and self.drawing is not None

    def current(self) -> DocumentView | None:
        """Return the pane beside the drawing, or the whole page when that is shown."""
        return self.side if self.shows_drawing else self.sheet

    def current_document(self) -> Document | None:
        """Return the composition, or the battalion when that is shown."""
        return self._sheet or self._document

    def take_focus(self) -> None:
        """Begin in the drawing."""
        if self.shows_drawing:
            # At once: asked for later, it would be given when another page is in sight.
            self.screen.set_focus(self.view)
        else:
            super().take_focus()

    def open(self, key: str) -> None:
        """Show the page ``key``: a battery drawn, or the battalion to read."""
        if key == BATTALION:
            self._sheet = self.library.page(key, self.host.units)
            self._show_mode()
            return
        self._sheet = None
        # The one in sight stays as it is: a reader may have changed it.
        if key != self.key:
            self.key = key
            self._document = self.made()
            self._show()
        self._show_mode()

    def refresh_units(self) -> None:
        """Show the same battery in other units."""
        if self._sheet is not None and self._sheet is not self._document:
            self._sheet = self.library.page(BATTALION, self.host.units)
        self.show_again()

    def show_again(self) -> None:
        """Show the battery as it now is."""
        self._document = self.made()
        self._show()
        self._show_mode()

    def leave_battalion(self) -> None:
        """Show the drawing again if the battalion is in sight."""
        if self._sheet is not None and self._sheet.key == BATTALION:
            self._sheet = None
            self._show_mode()

    def _show_mode(self) -> None:
        read = self._sheet if self.drawing is not None else self.current_document()
        self.query("#battery-main").set(display=read is None)
        if read is not None:
            self.sheet.display = True
            self.sheet.show(read)
        else:
            self.query("#battery-sheet").set(display=False)
        if self.display:
            self.take_focus()

    def _show(self) -> None:
        """Show the composition that is now current."""
        if self._sheet is not None and self._sheet.key != BATTALION:
            self._sheet = self._document
        if (drawing := self.drawing) is not None:
            self.view.show(drawing)
            self.fit()

    def on_resize(self) -> None:
        """Set the pane beside the drawing or below it, and fit everything."""
        if self.drawing is not None:
            self.fit()

    def fit(self) -> None:
        """Share the page out between the drawing, the words around it and the pane."""
        drawing = self.drawing
        width, height = self.room
        if drawing is None or not width:
            return
        wide = width >= WIDE
        if wide != self.has_class("wide"):
            self.set_class(wide, "wide")
            self.tell_selected()
        left = width - max(38, width * 36 // 100) if wide else width
        room = left - 2
        intro = battery_words.intro(self._document, room, roomy=height >= ROOMY)
        legend = legend_lines(drawing, room) if self.view.shows_links else []
        totals = battery_words.totals(self._document, room, wide=wide)
        self.query_one("#battery-left").styles.width = left
        self.query_one("#battery-intro", Bar).say(Content("\n").join(intro))
        self.query_one("#battery-legend", Bar).say(Content("\n".join(legend)))
        self.query_one("#battery-totals", Bar).say(Content("\n".join(totals)))
        self.query_one("#battery-legend").display = bool(legend)
        taken = len(intro) + len(legend) + len(totals)
        if wide:
            self.query_one("#battery-left").styles.height = "1fr"
            wanted = self.view.rows_wanted(room) + MOST_SPARE_ROWS
            self.view.styles.height = max(3, min(wanted, height - taken - 1))
        else:
            wanted = self.view.rows_wanted(room)
            rows = max(3, min(wanted, height - taken - SIDE_ROWS[height >= ROOMY]))
            self.view.styles.height = rows
            self.query_one("#battery-left").styles.height = rows + taken

    # The selection

    @on(SchematicView.Selected)
    def _selected(self) -> None:
        self.tell_selected()

    def tell_selected(self) -> None:
        """Say what is selected."""
        self.side.show(self.card(brief=not self.has_class("wide")))

    def show_aside(self, document: Document) -> None:
        """Show ``document`` in the pane, until something else is selected."""
        self.side.show(document)

    def card(self, *, brief: bool) -> Document:
        """Return what is selected, with its sources."""
        drawing, link = self.view.schematic, self.view.link
        if link is None:
            return box_card(self._document, drawing, self.view.node, brief=brief)
        return link_card(self._document, drawing, link, brief=brief)

    @on(SchematicView.Activated)
    def _activated(self) -> None:
        link = self.view.link
        if link is not None:
            document = self.card(brief=False)
            self.post_message(DocumentView.Activated(self.side, link.cell, link.claim, document))
        elif self.view.node.target:
            self.host.visit(self.view.node.target)

    # What it shows

    def action_layer(self, layer: Layer) -> None:
        """Show a layer in the boxes, or hide it."""
        if self.shows_drawing:
            on_now = layer not in self.view.shown_layers
            self.view.show_layers(self.view.shown_layers ^ {layer}, links=self.view.shows_links)
            self.fit()
            self.host.say(f"{layer}: {'shown' if on_now else 'hidden'}")

    def action_lines(self) -> None:
        """Show the lines, or hide them."""
        if self.shows_drawing:
            self.view.show_layers(self.view.shown_layers, links=not self.view.shows_links)
            self.fit()

    def action_totals(self) -> None:
        """Show the whole page, or the drawing again."""
        self._sheet = self._document if self.shows_drawing else None
        self._show_mode()

    def action_battalion(self) -> None:
        """Go one level up, or back to the battery."""
        try:
            self.library.page(BATTALION)
        except LookupError as error:
            self.host.say(str(error))
            return
        above = self._sheet is not None and self._sheet.key == BATTALION
        self.host.visit(self.key if above else BATTALION)
