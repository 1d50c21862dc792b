"""What every page of the explorer can do."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual.containers import Container

from batteryviz.compiled.opening import Library
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.journey import Place
from batteryviz.views.document import Document, Units

if TYPE_CHECKING:
    from batteryviz.tui.finder import Finding


class Host(Protocol):
    """What a page may ask of the explorer it stands in."""

    units: Units
    compared: tuple[str, ...]
    """The columns of the comparison looked at last."""

    def visit(self, key: str) -> None:
        """Go to the page ``key`` and remember it."""

    def arrived(self, key: str) -> None:
        """Remember that the page in sight now shows ``key``."""

    def passed_on(self, left: str, key: str) -> None:
        """Remember that the page in sight, which showed ``left``, shows ``key`` in passing."""

    def say(self, message: str) -> None:
        """Show a short message."""

    def compare(self, columns: Sequence[str]) -> None:
        """Go to the comparison of ``columns``; ask first when their kinds differ."""

    def add_column(self, subject_id: str) -> None:
        """Add a subject to the comparison looked at last, and go there."""

    def ask(self, title: str, find: "Finding", then: Callable[[str], None]) -> None:
        """Offer what ``find`` returns as the reader types; call ``then`` with the choice."""

    def ask_for_element(self, then: Callable[[str], None]) -> None:
        """Let the reader pick an element and call ``then`` with its id."""

    def ask_yes_or_no(self, question: str, matter: str, then: Callable[[], None]) -> None:
        """Ask, and call ``then`` when the answer is yes."""

    def ask_for_words(self, title: str, then: Callable[[str], None], matter: str = "") -> None:
        """Let the reader type a few words, ``matter`` in sight, and call ``then`` with them."""

    def ask_for_choice(
        self, title: str, choices: list[tuple[str, str]], then: Callable[[str], None]
    ) -> None:
        """Let the reader pick one of the pairs (key, text); call ``then`` with its key."""

    def offer_address(self, address: str) -> None:
        """Open a web address after showing it and asking."""

    def show_document(self, document: Document) -> None:
        """Show a document over the page."""


class Page(Container):
    """One page: built when first visited, kept, and updated in place afterwards."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Gestures of this page beside its key bindings, for the help: keys and meaning."""

    def __init__(self, library: Library, name: str) -> None:
        """Show pages of ``library``; ``name`` is the page's place in the explorer."""
        super().__init__(id=f"page-{name}")
        self.library = library

    @property
    def host(self) -> Host:
        """The explorer this page stands in."""
        return cast("Host", self.app)

    def on_mount(self) -> None:
        """Begin, unless the session ended before the page was laid out."""
        if self.children:
            self.begin()

    def begin(self) -> None:
        """Show what the page shows first."""

    def open(self, key: str) -> None:
        """Show the document ``key``; pages of one document have nothing to choose."""

    def current(self) -> DocumentView | None:
        """Return the document a reader would copy, cite or export from here."""
        return next(iter(self.query(DocumentView)), None)

    def current_document(self) -> Document | None:
        """Return the document a reader sees."""
        view = self.current()
        return view.document if view else None

    @property
    def way_back(self) -> str:
        """The key that leads back to what the page shows, or nothing."""
        document = self.current_document()
        return document.key if document else ""

    @property
    def address(self) -> str:
        """The web address behind what is selected, or nothing."""
        view = self.current()
        return view.selected_address if view else ""

    @property
    def place(self) -> Place:
        """Where on the page the reader is."""
        view = self.current()
        return view.place if view else Place()

    def return_to(self, place: Place) -> None:
        """Put the reader back to where they were."""
        view = self.current()
        if view is not None:
            view.return_to(place)

    def take_focus(self) -> None:
        """Put the focus where a reader expects it."""
        view = self.current()
        if view is not None:
            # At once: keys typed ahead are for this page.
            self.screen.set_focus(view)

    def refresh_units(self) -> None:
        """Show the same page again, in the units now chosen."""
