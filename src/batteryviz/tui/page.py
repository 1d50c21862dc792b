"""What every page of the explorer can do."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol, cast

from textual.containers import Container

from batteryviz.compiled.opening import Library
from batteryviz.tui.choice_list import Choice
from batteryviz.tui.document_view import DocumentView
from batteryviz.views.document import Document, Units


class Host(Protocol):
    """What a page may ask of the explorer it stands in."""

    units: Units

    def visit(self, key: str) -> None:
        """Go to the page ``key`` and remember it."""

    def say(self, message: str) -> None:
        """Show a short message."""

    def compare_with(self, subject_id: str) -> None:
        """Put an element beside those compared."""

    def ask_for_element(self, then: Callable[[str], None]) -> None:
        """Let the reader pick an element and call ``then`` with its id."""

    def ask(
        self,
        title: str,
        find: Callable[[str], Sequence[Choice]],
        then: Callable[[str | None], None],
    ) -> None:
        """Offer what ``find`` finds for the words typed; call ``then`` with the choice."""

    def offer_address(self, address: str) -> None:
        """Open a web address after showing it and asking."""


class Page(Container):
    """One page: built when first visited, kept, and updated in place afterwards."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Keys of this page and what they do, for the contextual help."""

    HINTS: ClassVar[tuple[str, ...]] = ()
    """The keys of this page that the footer shows."""

    def __init__(self, library: Library, name: str) -> None:
        """Show pages of ``library``; ``name`` is the page's place in the explorer."""
        super().__init__(id=f"page-{name}")
        self.library = library

    @property
    def host(self) -> Host:
        """The explorer this page stands in."""
        return cast("Host", self.app)

    def open(self, key: str) -> None:
        """Show the document ``key``; pages of one document have nothing to choose."""

    def current(self) -> DocumentView | None:
        """Return the document a reader would copy, cite or export from here."""
        return next(iter(self.query(DocumentView)), None)

    def current_document(self) -> Document | None:
        """Return the document a reader sees."""
        view = self.current()
        return view.document if view else None

    def take_focus(self) -> None:
        """Put the focus where a reader expects it."""
        view = self.current()
        if view is not None:
            view.focus()

    def refresh_units(self) -> None:
        """Show the same page again, in the units now chosen."""
