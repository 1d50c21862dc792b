"""Taking text along: to the terminal's clipboard, or to a file where it has none."""

from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.screen import Screen

from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.gathering import Gathering
from batteryviz.tui.settings import CopyTo, Settings
from batteryviz.views.document import Document

if TYPE_CHECKING:
    from batteryviz.export.clipping import Amount, Clip, Form, Picked

# What writes a copy is imported when one is taken: the first screen must not wait for it.
MENU: "tuple[tuple[Amount, Form, CopyTo, str], ...]" = (
    ("cell", "plain", "terminal", "The value, as plain text"),
    ("cell", "markdown", "terminal", "The value, as Markdown"),
    ("row", "plain", "terminal", "The row, as plain text"),
    ("row", "markdown", "terminal", "The row, as Markdown"),
    ("page", "plain", "terminal", "The whole page, as plain text"),
    ("page", "markdown", "terminal", "The whole page, as Markdown"),
    ("citation", "plain", "terminal", "How to cite this page"),
    ("cell", "plain", "file", "The value, to a file"),
    ("row", "markdown", "file", "The row as Markdown, to a file"),
    ("page", "markdown", "file", "The whole page as Markdown, to a file"),
)


class Copying(Gathering):
    """An app from which every cell, row and page can be copied, with its citation."""

    settings: Settings

    def action_copy(self) -> None:
        """Copy the selected text, or the selected value with its citation."""
        marked = self.screen.get_selected_text()
        if marked:
            self._take(self._of_selection(marked), self.settings.copy_to)
            return
        picked = self._picked()
        if picked is None:
            self.say("nothing is selected here")
        else:
            from batteryviz.export.clipping import clip

            self._take(clip(picked, "cell", "plain"), self.settings.copy_to)

    def action_copy_menu(self) -> None:
        """Let the reader choose what to copy, and how."""
        picked = self._picked()
        if picked is None:
            self.say("nothing is selected here")
            return
        choices = [(str(number), entry[-1]) for number, entry in enumerate(MENU)]

        def chosen(key: str) -> None:
            from batteryviz.export.clipping import clip

            amount, form, copy_to, _ = MENU[int(key)]
            self._take(clip(picked, amount, form), copy_to)

        self.ask_for_choice("Copy, always with the citation", choices, chosen)

    @on(events.TextSelected)
    def _text_selected(self) -> None:
        """Copy what was just selected with the mouse."""
        marked = self.screen.get_selected_text()
        if marked and marked.strip():
            self._take(self._of_selection(marked), self.settings.copy_to)

    def _of_selection(self, marked: str) -> "Clip":
        from batteryviz.export.clipping import Clip

        document = document_in_sight(self.screen) or self.page.current_document()
        cited = f"\n\nFrom {document.colophon.cite_as(document.title)}" if document else ""
        return Clip(f"{marked.rstrip()}{cited}", "the selected text, with its page")

    def _picked(self) -> "Picked | None":
        from batteryviz.export.clipping import Picked

        view = view_in_sight(self.screen) or self.page.current()
        if view is None or view.document is None:
            return None
        stop, place = view.selected_stop, view.selected
        if stop is None or place is None:
            return None
        return Picked(view.document, place.cell, view.rows_of_selection(), stop.columns)

    def _take(self, taken: "Clip", copy_to: CopyTo) -> None:
        if copy_to == "file":
            self._write(taken)
            return
        self.copy_to_clipboard(taken.text)
        self.say(f"copied: {taken.what}")

    def _write(self, taken: "Clip") -> None:
        """Keep a copy as a file, for terminals that refuse to be given one."""
        from batteryviz.safety.files import write_atomically
        from batteryviz.safety.folders import saved_folder

        folder = saved_folder("copies")
        if folder is None:
            self.say("there is no folder of yours to write to")
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / "copied.txt"
            write_atomically(path, f"{taken.text}\n".encode(), replace=True)
        except OSError as error:
            self.say(f"not written: {error.strerror}")
            return
        self.say(f"wrote {taken.what}, to {path}")

    def action_cite(self) -> None:
        """Show how to cite the page in sight."""
        document = document_in_sight(self.screen) or self.page.current_document()
        if document is not None:
            from batteryviz.export.clipping import citation_lines
            from batteryviz.views.citing import citation_page

            self.show_document(citation_page(document, citation_lines(document)))


def view_in_sight(screen: Screen[Any]) -> DocumentView | None:
    """Return the document a reader looks at on a screen over the page."""
    if screen.is_modal:
        return next(iter(screen.query(DocumentView)), None)
    return None


def document_in_sight(screen: Screen[Any]) -> Document | None:
    """Return the document on a screen over the page, if one lies there."""
    view = view_in_sight(screen)
    return view.document if view else None
