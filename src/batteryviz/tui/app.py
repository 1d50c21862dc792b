"""The explorer: a tuple of pages, the reader's way through them, and what pages share."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import ContentSwitcher

from batteryviz.compiled.opening import Library
from batteryviz.compiled.store import Entry
from batteryviz.safety.words import words_of
from batteryviz.tui.actions import Action, actions_on, help_page, matching
from batteryviz.tui.choice_list import Choice
from batteryviz.tui.colours import WithoutColours
from batteryviz.tui.copying import view_in_sight
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.first_screen import FirstScreen
from batteryviz.tui.frame import Footer, Header
from batteryviz.tui.journey import START, Visit
from batteryviz.tui.memory import Memory
from batteryviz.tui.pages import PAGES
from batteryviz.tui.projecting import Projecting
from batteryviz.tui.settings import Settings
from batteryviz.tui.themes import THEME_NAMES, THEMES, variables_of
from batteryviz.views.document import Units
from batteryviz.views.kinds import KIND_NAMES

UNITS: tuple[Units, ...] = ("published", "metric", "us-customary")
UNIT_NAMES = {
    "published": "as published",
    "metric": "metric",
    "us-customary": "US customary",
}
ALWAYS_SHOWN = frozenset({"help", "commands"})
"""The two keys that lead to all others."""

NARROW = 70
"""Under so many columns a page shows a list or a sheet, one at a time."""


class Explorer(Projecting):
    """The encyclopedia in a terminal."""

    CSS_PATH = "explorer.tcss"
    TITLE = "batteryviz"
    ENABLE_COMMAND_PALETTE = False
    # Pages take the focus themselves; given to the first widget there is, it would move twice.
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]  # noqa: RUF012 - as in Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash", "search", "Search", tooltip="Search names, terms, claims, sources", id="search"
        ),
        Binding("y", "copy", "Copy", tooltip="Copy what is selected, with its citation", id="copy"),
        Binding(
            "Y",
            "copy_menu",
            "Copy…",
            tooltip="Copy a cell, a row or a page, as plain text or Markdown",
            id="copy-menu",
        ),
        Binding(
            "e", "export", "Export", tooltip="Write this page to a file, in any format", id="export"
        ),
        Binding("u", "units", "Units", tooltip="As published, metric, US customary", id="units"),
        Binding("backspace,alt+left", "back", "Back", tooltip="The page before", id="back"),
        Binding(
            "alt+right", "forward", "Forward", show=False, tooltip="Forward again", id="forward"
        ),
        Binding("v", "spec", "Spec", tooltip="Show the spec file behind the page", id="spec"),
        Binding(
            "o",
            "address",
            "Address",
            show=False,
            tooltip="Open the web address of the source, after a question",
            id="address",
        ),
        Binding("C", "cite", "Cite", show=False, tooltip="How to cite this page", id="cite"),
        Binding("T", "theme", "Theme", show=False, tooltip="The next theme", id="theme"),
        Binding("question_mark,f1", "help", "Help", tooltip="Keys and signs", id="help"),
        Binding("q,ctrl+q", "quit", "Quit", show=False, tooltip="Leave", id="quit"),
        Binding(
            "ctrl+z",
            "suspend_process",
            "Suspend",
            show=False,
            tooltip="Back to the shell for a while: fg goes on",
            id="suspend",
        ),
        Binding(
            "colon,ctrl+p",
            "commands",
            "Actions",
            show=False,
            tooltip="Every action by name",
            id="commands",
        ),
        *(
            Binding(
                page.key,
                f"page({number})",
                page.name,
                show=False,
                # Keys typed ahead wait for the page: without it the page left would take them.
                priority=True,
                tooltip=f"Go to {page.name}",
                id=f"page-{page.slug}",
            )
            for number, page in enumerate(PAGES)
        ),
    ]

    def __init__(
        self,
        library: Library,
        units: Units | None = None,
        settings: Settings | None = None,
        memory: Memory | None = None,
    ) -> None:
        """Explore ``library``; ``memory`` holds what the last session left, and is updated."""
        super().__init__()
        if self.no_color:
            # Textual's own filter keeps greys, which are colours to a terminal.
            self._filters = [WithoutColours()]
        self.library = library
        self.settings = settings or Settings()
        self.memory = memory or Memory()
        remembered = next((known for known in UNITS if known == self.memory.units), None)
        self.units: Units = units or self.settings.units or remembered or "published"
        self.actions: Sequence[Action] = ()
        self._frame_is_due = False
        for theme in THEMES:
            self.register_theme(theme)
        wanted = self.settings.theme or self.memory.theme
        self._begin_with(wanted if wanted in THEME_NAMES else THEME_NAMES[0])
        self.set_keymap(self.settings.keymap)

    def _begin_with(self, theme: str) -> None:
        """Choose the first theme; setting it as later ones are would parse all styles twice."""
        self.set_reactive(App.theme, theme)
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give themes that are not ours the colours our pages name."""
        return variables_of(self.current_theme)

    def get_default_screen(self) -> FirstScreen:
        """Make the screen of the pages."""
        return FirstScreen(id="_default")

    def compose(self) -> ComposeResult:
        """Lay out the header, the pages and the footer."""
        # Told by the first layout, all styles would be worked out twice.
        name = max(point for point in self.HORIZONTAL_BREAKPOINTS if point[0] <= self.size.width)[1]
        self.screen.add_class(name, update=False)
        yield Header(id="header")
        with ContentSwitcher(id="pages", initial=f"page-{PAGES[0].slug}"):
            yield PAGES[0].make(self.library)
        yield Footer(id="footer")

    async def on_mount(self, event: events.Mount) -> None:
        """Begin at home, or where the reader left this pack."""
        # A session calls this itself; Textual would call it a second time.
        event.prevent_default()
        key = self._first_key()
        self.journey.go(key, START)
        # Nothing is painted before this ends: what waits for the layout would be drawn in vain.
        await self.turn_to(Visit(key))
        self.page.take_focus()
        self.screen.bindings_updated_signal.subscribe(self, self._actions_changed)
        self.app_resume_signal.subscribe(self, self._draw_again)
        self.call_after_refresh(self.read_all_styles)
        self.show_frame()

    def _first_key(self) -> str:
        last = self.memory.page
        # A quiz is over when its session is; it is no page of the library either.
        is_quiz = last.startswith("quiz:")
        if last and not is_quiz and self.memory.pack == self.library.directory:
            # The name of the error stands beside the models, which a first screen does without.
            try:
                self.library.page(last)
            except LookupError:
                pass
            else:
                return last
        return PAGES[0].rooms[0]

    def _draw_again(self, _: object) -> None:
        """Draw the whole screen: while the session was suspended, another program had it."""
        self.refresh()

    # The frame

    def _actions_changed(self, screen: Screen[Any]) -> None:
        if screen is self.screen_stack[0]:
            self.show_frame()

    def show_frame(self) -> None:
        """Draw the frame anew: once, however many changes of one key ask for it."""
        if not self._frame_is_due:
            self._frame_is_due = True
            self.call_next(self._draw_frame)

    def _draw_frame(self) -> None:
        """Show the pages above and the keys of this page below, as many as fit."""
        self._frame_is_due = False
        if not self.query("#footer"):
            return
        width = self.size.width - 2
        self.query_one("#header", Header).show(PAGES, self.page_number, self.TITLE, width)
        self.actions = actions_on(self.screen_stack[0])
        always = [action for action in self.actions if action.id in ALWAYS_SHOWN]
        hints = sorted(
            (action for action in self.actions if action.hinted and action not in always),
            key=lambda action: ("page", "selection", "everywhere").index(action.where),
        )
        self.query_one("#footer", Footer).show(hints, always, width)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the frame to the new size."""
        if self.query("#footer") and event.size.width:
            self.show_frame()

    async def action_act(self, name: str) -> None:
        """Carry out the action called ``name``, as if its key had been pressed."""
        for action in actions_on(self.screen):
            if action.id == name:
                await self.run_action(action.action, action.node)
                return

    # What a cell leads to

    @on(DocumentView.Activated)
    def _open_cell(self, event: DocumentView.Activated) -> None:
        cell, document = event.cell, event.document
        if document is None:
            return
        if cell.target:
            self.visit(cell.target)
        elif cell.claims:
            from batteryviz.views.card import card

            self.show_document(card(document, cell))
        elif cell.silence:
            from batteryviz.views.card import silence_card

            row = event.view.selected_stop.row if event.view.selected_stop else None
            matter = row.cells[0].text if row else document.title
            self.show_document(silence_card(document, cell, matter))
        elif cell.refs:
            numbers = {item.number: item.source for item in document.references}
            if cell.refs[0] in numbers:
                self.visit(f"source:{numbers[cell.refs[0]]}")

    # Search, commands, help

    def action_search(self) -> None:
        """Search names, terms, claims and sources as the reader types."""
        typed: list[str] = []

        def find(words: str) -> list[Choice]:
            typed[:] = words_of(words)
            return self._found(words)

        # A sheet found by what stands in it opens at the row where it stands.
        self.ask("Search names, words, terms and sources", find, lambda key: self.visit(key, typed))

    def _found(self, words: str) -> list[Choice]:
        store = self.library.store
        entries = store.search(words) if words.strip() else store.entries()
        return [_choice(entry) for entry in entries]

    def ask_for_element(self, then: Callable[[str], None]) -> None:
        """Let the reader pick an element and call ``then`` with its id."""

        def elements(words: str) -> list[Choice]:
            return [choice for choice in self._found(words) if choice.key.startswith("element:")]

        self.ask("Which element?", elements, lambda key: then(key.partition(":")[2]))

    def action_commands(self) -> None:
        """Offer every action by name."""
        offered = actions_on(self.screen)

        def chosen(key: str) -> None:
            action = offered[int(key)]
            self.call_later(self.run_action, action.action, action.node)

        self.ask("All actions", lambda words: matching(offered, words), chosen)

    def action_help(self) -> None:
        """Show the keys of this page and of every page."""
        document = self.page.current_document() or self.library.page("list")
        self.show_document(help_page(actions_on(self.screen), self.page.KEYS, document.colophon))

    # What every page shares

    def action_units(self) -> None:
        """Show values as published, metric, or US customary."""
        self.units = UNITS[(UNITS.index(self.units) + 1) % len(UNITS)]
        self.page.refresh_units()
        self.say(f"units: {UNIT_NAMES[self.units]}")

    def action_spec(self) -> None:
        """Show the spec file behind the page, the claims selected marked in it."""
        view = view_in_sight(self.screen) or self.page.current()
        document = self.page.current_document()
        if document is not None:
            claims = view.selected.cell.claims if view and view.selected else ()
            if not claims and view and view.document and self.screen.is_modal:
                claims = view.document.claims
            self.show_spec(self.library.directory, document.key, claims)

    def action_address(self) -> None:
        """Offer to open the address of the source behind what is selected."""
        view = view_in_sight(self.screen)
        self.offer_address(view.selected_address if view else self.page.address)

    def remember(self) -> Memory:
        """Return what the next session should begin with."""
        document = self.page.current_document() if self.query("#pages") else None
        self.memory.pack = self.library.directory
        self.memory.page = document.key if document else ""
        self.memory.units = self.units
        self.memory.theme = self.own_theme
        return self.memory


def _choice(entry: Entry) -> Choice:
    return Choice(entry.page, entry.name, KIND_NAMES[entry.kind].lower())
