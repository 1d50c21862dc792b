"""The explorer: a tuple of pages, a history, and what every page shares."""

import gc
from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from batteryviz.compiled.opening import Library
from batteryviz.compiled.store import Entry
from batteryviz.tui import actions
from batteryviz.tui.choice_list import Choice
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.finder import Finder
from batteryviz.tui.overlay import Overlay
from batteryviz.tui.page import Page
from batteryviz.tui.pages import PAGES
from batteryviz.tui.question import Question
from batteryviz.tui.themes import THEMES
from batteryviz.views.card import card
from batteryviz.views.document import Cell, Units
from batteryviz.views.kinds import KIND_NAMES

UNITS: tuple[Units, ...] = ("published", "metric", "us-customary")
UNIT_NAMES = {
    "published": "as published",
    "metric": "metric",
    "us-customary": "US customary",
}


HINTS = ("/ search", "Enter open", "y copy", "u units", "Backspace back", "? help")
"""Keys of every page for the footer, the dearest first; the last is always shown."""


class Explorer(App[int]):
    """The encyclopedia in a terminal."""

    CSS_PATH = "explorer.tcss"
    TITLE = "batteryviz"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(page.key, f"page({number})", page.name) for number, page in enumerate(PAGES)),
        Binding("slash", "search", "Search"),
        Binding("ctrl+p,colon", "commands", "Commands"),
        Binding("question_mark,f1", "help", "Help"),
        Binding("u", "units", "Units"),
        Binding("y", "copy", "Copy"),
        Binding("backspace,alt+left", "back", "Back"),
        Binding("alt+right", "forward", "Forward"),
        Binding("T", "theme", "Theme"),
        Binding("q,ctrl+q", "quit", "Quit"),
    ]

    def __init__(self, library: Library, units: Units = "published") -> None:
        """Explore ``library``, with values shown in ``units``."""
        super().__init__()
        self.library = library
        self.units: Units = units
        self._visited: list[str] = []
        self._ahead: list[str] = []
        self._finder = Finder()
        self._overlay = Overlay()
        self._question = Question()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        """Lay out the header, the pages and the footer."""
        yield Static(id="header")
        with ContentSwitcher(id="pages", initial="page-battery"):
            yield PAGES[0].make(self.library)
        yield Static(id="footer")

    def on_mount(self) -> None:
        """Show where the reader is, and begin."""
        self._visited = [PAGES[0].rooms[0]]
        self._show_frame()
        self.page.take_focus()

    @property
    def page(self) -> Page:
        """The page in sight."""
        switcher = self.query_one("#pages", ContentSwitcher)
        return switcher.query_one(f"#{switcher.current}", Page)

    # Going somewhere

    def visit(self, key: str) -> None:
        """Go to the page ``key`` and remember it."""
        if self._visited and self._visited[-1] == key:
            return
        self._visited.append(key)
        self._ahead.clear()
        self.call_later(self._go, key)

    async def _go(self, key: str) -> None:
        room = key.partition(":")[0]
        number = next((n for n, page in enumerate(PAGES) if room in page.rooms), 0)
        await self._switch(number)
        self.page.open(key)
        self._show_frame()

    async def _switch(self, number: int) -> None:
        switcher = self.query_one("#pages", ContentSwitcher)
        name = f"page-{PAGES[number].name.lower()}"
        if switcher.current == name:
            return
        if not switcher.query(f"#{name}"):
            await switcher.mount(PAGES[number].make(self.library))
        switcher.current = name
        self.page.take_focus()

    async def action_page(self, number: int) -> None:
        """Go to a page as it was left."""
        await self._switch(number)
        document = self.page.current_document()
        key = document.key if document else PAGES[number].rooms[0]
        if self._visited[-1:] != [key]:
            self._visited.append(key)
            self._ahead.clear()
        self._show_frame()

    async def action_back(self) -> None:
        """Go back to where the reader came from."""
        if len(self._visited) > 1:
            self._ahead.append(self._visited.pop())
            await self._go(self._visited[-1])

    async def action_forward(self) -> None:
        """Go forward again."""
        if self._ahead:
            self._visited.append(self._ahead.pop())
            await self._go(self._visited[-1])

    def compare_with(self, subject_id: str) -> None:
        """Let the reader pick a second element to compare with the first."""
        self.ask_for_element(lambda other: self.visit(f"comparison:{subject_id}+{other}"))

    # The frame

    def _show_frame(self) -> None:
        """Show the pages above and the keys of this page below, as many as fit."""
        current = self.query_one("#pages", ContentSwitcher).current
        tabs = [
            Content.styled(f" {page.key} {page.name} ", "reverse bold" if here else "")
            for page in PAGES
            for here in [current == f"page-{page.name.lower()}"]
        ]
        room = self.size.width - 2 - sum(tab.cell_length for tab in tabs)
        name = Content.styled(f"{self.TITLE} ", "bold")
        self.query_one("#header", Static).update(
            Content.assemble(*([name] if name.cell_length <= room else []), *tabs)
        )
        hints = [*self.page.HINTS, *HINTS]
        while len(hints) > 1 and len("   ".join(hints)) > self.size.width - 2:
            # The last hints are those of every page; help names them all.
            hints.pop(-2)
        self.query_one("#footer", Static).update(Content("   ".join(hints)))

    def on_resize(self) -> None:
        """Fit the frame to the new size."""
        if self.query("#pages"):
            self._show_frame()

    def say(self, message: str) -> None:
        """Show a short message."""
        self.notify(message, markup=False, timeout=4)

    # What a cell leads to

    @on(DocumentView.Activated)
    def _open_cell(self, event: DocumentView.Activated) -> None:
        if event.cell.target:
            self.visit(event.cell.target)
        elif event.cell.claims:
            self._open_card(event.view, event.cell)
        elif event.cell.refs and event.view.document is not None:
            number = event.cell.refs[0]
            source = next(
                (r.source for r in event.view.document.references if r.number == number), ""
            )
            if source:
                self.visit(f"source:{source}")

    def _open_card(self, view: DocumentView, cell: Cell) -> None:
        if view.document is not None:
            self._overlay.prepare(card(view.document, cell))
            self.push_screen(self._overlay, self._go_if_chosen)

    def _go_if_chosen(self, key: str | None) -> None:
        if key:
            self.visit(key)

    # Search, commands, help

    def action_search(self) -> None:
        """Search names, terms, claims and sources as the reader types."""
        self.ask("Search names, words, terms and sources", self._found, self._go_if_chosen)

    def _found(self, words: str) -> list[Choice]:
        if not words.strip():
            return [_choice(entry) for entry in self.library.store.entries()]
        return [_choice(entry) for entry in self.library.store.search(words)]

    def ask_for_element(self, then: Callable[[str], None]) -> None:
        """Let the reader pick an element and call ``then`` with its id."""

        def elements(words: str) -> list[Choice]:
            return [choice for choice in self._found(words) if choice.key.startswith("element:")]

        def chosen(key: str | None) -> None:
            if key:
                then(key.partition(":")[2])

        self.ask("Which element?", elements, chosen)

    def action_commands(self) -> None:
        """Offer every action by name."""
        self.ask("Commands", lambda words: actions.matching(self, words), self._run_chosen)

    async def _run_chosen(self, action: str | None) -> None:
        if action:
            await self.run_action(action, self.page if action.startswith("page.") else self)

    def ask(
        self,
        title: str,
        find: Callable[[str], list[Choice]],
        then: Callable[[str | None], None] | Callable[[str | None], Awaitable[None]],
    ) -> None:
        """Offer what ``find`` finds for the words typed; call ``then`` with the choice."""
        self._finder.prepare(title, find)
        self.push_screen(self._finder, then)

    def action_help(self) -> None:
        """Show the keys of this page and of every page."""
        document = self.page.current_document() or self.library.page("list")
        self._overlay.prepare(actions.help_page(self, document.colophon))
        self.push_screen(self._overlay, self._go_if_chosen)

    # What every page shares

    def action_units(self) -> None:
        """Show values as published, metric, or US customary."""
        self.units = UNITS[(UNITS.index(self.units) + 1) % len(UNITS)]
        self.page.refresh_units()
        self._show_frame()
        self.say(f"units: {UNIT_NAMES[self.units]}")

    def action_theme(self) -> None:
        """Show the next theme."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.say(f"theme: {self.theme}")

    def action_copy(self) -> None:
        """Copy the selected row with its citation."""
        view = next(iter(self.screen.query(DocumentView)), None)
        if view is None or view.document is None or view.selected is None:
            self.say("nothing is selected")
            return
        self.copy_to_clipboard(actions.cited(view.document, view.selected.cell))
        self.say("copied with its citation")

    @on(Overlay.AddressWanted)
    def _address_wanted(self, event: Overlay.AddressWanted) -> None:
        self.offer_address(event.address)

    def offer_address(self, address: str) -> None:
        """Open a web address after showing it and asking; only https is opened."""
        if not address.startswith("https://"):
            self.say(f"the address is {address}" if address else "no address is known")
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.open_url(address)

        self._question.prepare("Open this address in the browser?", address)
        self.push_screen(self._question, answered)


def _choice(entry: Entry) -> Choice:
    return Choice(entry.page, entry.name, KIND_NAMES[entry.kind].lower())


def run(library: Library, units: Units) -> int:
    """Run the explorer and return the exit code."""
    # What was imported stays: the collector need not look at it again.
    gc.freeze()
    app = Explorer(library, units)
    app.run()
    return app.return_code or 0
