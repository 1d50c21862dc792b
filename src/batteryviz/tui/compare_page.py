"""Compare: two to five elements side by side, with every rival voice one key away."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from batteryviz.compiled.opening import Library
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.page import Page
from batteryviz.views.document import Document, Heading, Paragraph, Row, Table

FIRST = "comparison:radars"


class ComparePage(Page):
    """A comparison; the cell under the selection opens into its voices."""

    HINTS: ClassVar[tuple[str, ...]] = ("d differences", "h unchecked", "a add", "x remove")
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("← → ↑ ↓", "move from cell to cell"),
        ("Enter", "who says so, and who says otherwise"),
        ("d", "only rows that differ, or all"),
        ("h", "hide or show unchecked values"),
        ("a", "add an element as a column"),
        ("x", "remove the column of the selection"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("d", "differences", "Differences"),
        ("h", "unchecked", "Hide unchecked"),
        ("a", "add", "Add column"),
        ("x", "remove", "Remove column"),
    ]

    def __init__(self, library: Library, name: str) -> None:
        """Compare elements of ``library``."""
        super().__init__(library, name)
        self._key = ""
        self._differences_only = False
        self._hides_unchecked = False
        self._full: Document | None = None

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Static(id="compare-bar")
        yield DocumentView(id="compare-table", title=False)

    def on_mount(self) -> None:
        """Begin with the two radars, or with the first comparison of the pack."""
        if not self._key:
            self.open(self._first())

    def _first(self) -> str:
        if self.library.store.document(FIRST) is not None:
            return FIRST
        catalog = self.library.catalog
        if catalog.comparisons:
            return f"comparison:{next(iter(catalog.comparisons))}"
        ids = [entry.id for entry in self.library.store.entries()][:2]
        return f"comparison:{'+'.join(ids)}"

    def open(self, key: str) -> None:
        """Show the comparison ``key``."""
        if key.partition(":")[2]:
            self._key = key
            self._load()

    def _load(self, *, keep_place: bool = False) -> None:
        self._full = self.library.page(self._key, self.host.units)
        self._show(keep_place=keep_place)

    def _show(self, *, keep_place: bool = False) -> None:
        if self._full is None:
            return
        table = _main_table(self._full)
        rows = [row for row in table.rows if self._is_shown(row)]
        differing = sum("differs" in row.cells[0].marks for row in table.rows)
        blocks = []
        for block in self._full.blocks:
            # Voices have their cards here; on paper they follow the table.
            if isinstance(block, Heading):
                break
            if isinstance(block, Paragraph) and block.tone == "muted":
                continue
            blocks.append(replace(block, rows=tuple(rows)) if block is table else block)
        references = self._full.blocks[-2:]
        self.query_one("#compare-table", DocumentView).show(
            replace(self._full, blocks=(*blocks, *references)), keep_place=keep_place
        )
        boxes = (
            f"{'☑' if self._differences_only else '☐'} differences only   "
            f"{'☐' if self._hides_unchecked else '☑'} unchecked shown   "
            f"{differing} of {len(table.rows)} rows differ"
        )
        bar = Content.from_markup("[b]$title[/b]\n$boxes", title=self._full.title, boxes=boxes)
        self.query_one("#compare-bar", Static).update(bar)

    def _is_shown(self, row: Row) -> bool:
        if self._differences_only and "differs" not in row.cells[0].marks:
            return False
        if not self._hides_unchecked:
            return True
        stated = [cell for cell in row.cells[1:] if cell.claims]
        return not stated or any("unchecked" not in cell.marks for cell in stated)

    def refresh_units(self) -> None:
        """Show the same comparison in other units."""
        self._load(keep_place=True)

    def action_differences(self) -> None:
        """Show only rows that differ, or all."""
        self._differences_only = not self._differences_only
        self._show(keep_place=True)

    def action_unchecked(self) -> None:
        """Hide or show rows whose values are all unchecked."""
        self._hides_unchecked = not self._hides_unchecked
        self._show(keep_place=True)

    def _columns(self) -> list[str]:
        data = self._full.data if self._full else None
        columns = data.get("columns") if isinstance(data, dict) else None
        return [str(column) for column in columns] if isinstance(columns, list) else []

    def add(self, subject_id: str) -> None:
        """Add a column; the oldest gives way to a sixth."""
        columns = [column for column in self._columns() if column != subject_id]
        self.host.visit(f"comparison:{'+'.join([*columns, subject_id][-5:])}")

    def action_add(self) -> None:
        """Ask for an element to add."""
        self.host.ask_for_element(self.add)

    def action_remove(self) -> None:
        """Remove the column of the selected cell."""
        columns = self._columns()
        if len(columns) <= 2:
            self.host.say("a comparison has at least two columns")
            return
        view = self.query_one("#compare-table", DocumentView)
        number = min(view.column, len(columns) - 1)
        del columns[number]
        self.host.visit(f"comparison:{'+'.join(columns)}")

    @on(DocumentView.Activated, "#compare-table")
    def _opened(self, event: DocumentView.Activated) -> None:
        if not event.cell.claims and not event.cell.target and self._full is not None:
            event.stop()
            self.host.say("nothing is stated here: — means not looked for")


def _main_table(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table))
