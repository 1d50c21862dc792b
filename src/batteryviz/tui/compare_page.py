"""Compare: two to five elements side by side, with every rival voice one key away."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from batteryviz.compiled.opening import Library
from batteryviz.tui.bar import Bar
from batteryviz.tui.comparison_view import ComparisonView
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.frame import clickable
from batteryviz.tui.page import Page
from batteryviz.views.comparing import columns_of, command_line, narrowed, rows_of
from batteryviz.views.document import Document

FIRST = "comparison:radars"
ROWS_FOR_COMMAND = 22
"""From so many rows the bar has room for the command."""


class ComparePage(Page):
    """A comparison; the cell under the selection opens into its voices."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("← → ↑ ↓", "move from cell to cell; columns out of sight come in"),
        ("mouse", "a click selects a cell, a second click opens it"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "d",
            "differences",
            "Differences",
            tooltip="Only rows in which the columns differ, or all rows",
            id="compare-differences",
        ),
        Binding(
            "h",
            "unchecked",
            "Unchecked",
            tooltip="Hide unchecked claims, in mixed cells too, or show them",
            id="compare-unchecked",
        ),
        Binding("a", "add", "Add", tooltip="Add an element as a column", id="compare-add"),
        Binding(
            "p",
            "pin",
            "Pin",
            tooltip="Keep the selected column in sight, in the first place",
            id="compare-pin",
        ),
        Binding(
            "x", "remove", "Remove", tooltip="Take the selected column out", id="compare-remove"
        ),
        Binding(
            "s",
            "save",
            "Save",
            show=False,
            tooltip="Save this comparison under a name",
            id="compare-save",
        ),
        Binding(
            "n",
            "reopen",
            "Named",
            show=False,
            tooltip="Open a comparison of the pack, or one you saved",
            id="compare-named",
        ),
    ]

    def __init__(self, library: Library, name: str) -> None:
        """Compare elements of ``library``."""
        super().__init__(library, name)
        self._key = ""
        self._differences_only = False
        self._hides_unchecked = False
        self._pinned = ""
        self._whole: Document | None = None
        self._shown: Document | None = None

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Bar(id="compare-bar")
        yield ComparisonView(id="compare-table")

    @property
    def _view(self) -> ComparisonView:
        return self.query_one(ComparisonView)

    def begin(self) -> None:
        """Begin with the two radars, or with the first comparison of the pack."""
        if not self._key:
            self.open(self._first())

    def _first(self) -> str:
        store = self.library.store
        if known := store.keys("comparison"):
            return FIRST if FIRST in known else known[0]
        ids = [entry.id for entry in store.entries()][:2]
        return f"comparison:{'+'.join(ids)}"

    def open(self, key: str) -> None:
        """Show the comparison ``key``."""
        if key.partition(":")[2] and key != self._key:
            self._key = key
            self._load()

    def on_resize(self) -> None:
        """Give the command a line where there is room."""
        self._show_bar()

    def _load(self, *, keep_place: bool = False) -> None:
        self._whole = self.library.page(self._key, self.host.units)
        columns = columns_of(self._whole)
        self.host.compared = tuple(columns)
        if self._pinned not in columns:
            self._pinned = ""
        self._show(keep_place=keep_place)

    def _show(self, *, keep_place: bool = False) -> None:
        if self._whole is None:
            return
        self._shown = narrowed(
            self._whole,
            differences_only=self._differences_only,
            checked_only=self._hides_unchecked,
            pinned=self._pinned,
        )
        self._view.pinned = bool(self._pinned)
        self._view.show(self._shown, keep_place=keep_place)
        self._show_bar()

    def _show_bar(self) -> None:
        if self._shown is None:
            return
        rows = rows_of(self._shown).rows
        differing = sum("differs" in row.cells[0].marks for row in rows)
        counted = f"{differing} of {len(rows)} rows differ"
        differences = f"[{'x' if self._differences_only else ' '}] differences only"
        unchecked = f"[{' ' if self._hides_unchecked else 'x'}] unchecked shown"
        if self.app.size.width < len(differences) + len(unchecked) + len(counted) + 6:
            differences, unchecked = differences[:15], unchecked[:13]
        lines = [
            Content.styled(self._shown.title, "bold"),
            Content.assemble(
                clickable(differences, "app.act('compare-differences')"),
                "  ",
                clickable(unchecked, "app.act('compare-unchecked')"),
                f"  {counted}",
            ),
        ]
        if self.app.size.height >= ROWS_FOR_COMMAND:
            lines.append(Content(f"$ {self.command}"))
        bar = self.query_one("#compare-bar", Bar)
        bar.say(Content("\n").join(lines))

    @property
    def command(self) -> str:
        """The command that prints what is shown."""
        if self._shown is None:
            return ""
        return command_line(
            self._shown,
            differences_only=self._differences_only,
            checked_only=self._hides_unchecked,
            units=self.host.units,
        )

    def refresh_units(self) -> None:
        """Show the same comparison in other units."""
        self._load(keep_place=True)

    def action_differences(self) -> None:
        """Show only rows that differ, or all."""
        self._differences_only = not self._differences_only
        self._show(keep_place=True)

    def action_unchecked(self) -> None:
        """Hide or show unchecked claims."""
        self._hides_unchecked = not self._hides_unchecked
        self._show(keep_place=True)

    def _selected_column(self) -> str:
        columns = columns_of(self._shown) if self._shown else []
        return columns[min(self._view.column, len(columns) - 1)] if columns else ""

    def action_pin(self) -> None:
        """Keep the selected column in the first place and in sight, or let it go."""
        chosen = self._selected_column()
        self._pinned = "" if chosen == self._pinned else chosen
        self._view.column = 0 if self._pinned else self._view.column
        self._show(keep_place=True)
        self.host.say("pinned: it stays in sight" if self._pinned else "no column is pinned")

    def action_add(self) -> None:
        """Ask for an element to add."""
        columns = columns_of(self._whole) if self._whole else []
        self.host.ask_for_element(lambda subject: self.host.compare([*columns, subject]))

    def action_remove(self) -> None:
        """Remove the column of the selected cell."""
        columns = columns_of(self._whole) if self._whole else []
        chosen = self._selected_column()
        if len(columns) <= 2:
            self.host.say("a comparison has at least two columns: add one first")
        else:
            self.host.compare([column for column in columns if column != chosen])

    def action_save(self) -> None:
        """Ask for a name and save the columns under it."""
        if self._shown is not None:
            self.host.ask_for_words("Save this comparison as", self._save)

    def _save(self, name: str, *, replace: bool = False) -> None:
        from batteryviz.catalog.saved import save_comparison
        from batteryviz.safety.folders import saved_folder

        folder = saved_folder("comparisons")
        if folder is None or self._shown is None:
            self.host.say("there is no folder of yours to save to")
            return
        columns = columns_of(self._shown)
        try:
            path = save_comparison(folder, name, columns, replace=replace)
        except FileExistsError:
            self.host.ask_yes_or_no(
                "A comparison of that name is saved. Replace it?",
                name,
                lambda: self._save(name, replace=True),
            )
        except ValueError as error:
            self.host.say(str(error))
        except OSError as error:
            self.host.say(f"not saved: {error.strerror}")
        else:
            self.host.say(f"saved; again by: batteryviz compare --comparison {path.stem}")

    def action_reopen(self) -> None:
        """Let the reader pick a comparison of the pack, or a saved one."""
        from batteryviz.catalog.saved import saved_names
        from batteryviz.safety.folders import saved_folder

        catalog = self.library.catalog
        choices = [
            (f"comparison:{item.id}", f"{item.name} (of the pack)")
            for item in catalog.comparisons.values()
        ]
        choices += [
            (name, f"{name} (saved by you)") for name in saved_names(saved_folder("comparisons"))
        ]
        self.host.ask_for_choice("Which comparison?", choices, self._reopen)

    def _reopen(self, key: str) -> None:
        if ":" in key:
            self.host.visit(key)
            return
        from batteryviz.catalog.saved import NoSavedComparisonError, read_comparison
        from batteryviz.safety.folders import saved_folder

        try:
            _, columns = read_comparison(saved_folder("comparisons"), key)
        except NoSavedComparisonError as error:
            self.host.say(str(error))
            return
        missing = [column for column in columns if column not in self.library.catalog.subjects]
        if missing:
            self.host.say(f"this pack has no {', '.join(missing)}")
        else:
            self.host.visit(f"comparison:{'+'.join(columns)}")

    @on(DocumentView.Activated, "#compare-table")
    def _opened(self, event: DocumentView.Activated) -> None:
        if event.cell.silence == "left-out":
            event.stop()
            self.host.say("only unchecked claims speak of it: h shows them")
