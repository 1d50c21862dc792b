"""Elements: every subject by kind on the left, its sheet on the right."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from batteryviz.compiled.opening import Library
from batteryviz.tui.choice_list import Choice, ChoiceList
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.page import Page
from batteryviz.views.kinds import KIND_NAMES
from batteryviz.views.sheet_depth import Depth, at_depth

DEPTHS: tuple[Depth, ...] = ("full", "summary", "label")


class ElementsPage(Page):
    """A list of subjects and the sheet of the highlighted one."""

    HINTS: ClassVar[tuple[str, ...]] = ("Tab list/sheet", "d depth", "c compare")
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Tab", "move between the list and the sheet"),
        ("Enter", "in the list: read the sheet; in the sheet: who says so"),
        ("d", "depth: full, summary, label"),
        ("c", "compare this element with another"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("d", "depth", "Depth"),
        ("c", "compare", "Compare"),
    ]

    def __init__(self, library: Library, name: str) -> None:
        """Show the subjects of ``library``."""
        super().__init__(library, name)
        self._key = ""
        self._depth: Depth = "full"

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with Horizontal():
            yield ChoiceList(self._choices(), id="element-list")
            yield DocumentView(id="element-sheet")

    def _choices(self) -> list[Choice]:
        choices: list[Choice] = []
        kind = ""
        for entry in self.library.store.entries():
            if entry.kind != kind:
                kind = entry.kind
                choices.append(Choice("", KIND_NAMES[kind]))
            choices.append(Choice(entry.page, entry.name))
        return choices

    def on_mount(self) -> None:
        """Begin with the first subject."""
        if not self._key:
            first = next(choice for choice in self._choices() if choice.key)
            self.open(first.key)

    def open(self, key: str) -> None:
        """Show the sheet ``key``."""
        if key.partition(":")[2]:
            self._key = key
            self.query_one("#element-list", ChoiceList).highlight(key)
            self._show()

    def _show(self, *, keep_place: bool = False) -> None:
        document = self.library.page(self._key, self.host.units)
        self.query_one("#element-sheet", DocumentView).show(
            at_depth(document, self._depth), keep_place=keep_place
        )

    def refresh_units(self) -> None:
        """Show the same sheet in other units."""
        self._show(keep_place=True)

    def take_focus(self) -> None:
        """Begin in the list."""
        self.query_one("#element-list").focus()

    @on(ChoiceList.Highlighted, "#element-list")
    def _highlighted(self, event: ChoiceList.Highlighted) -> None:
        self._key = event.choice.key
        self._show()

    @on(ChoiceList.Chosen, "#element-list")
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        self.host.visit(event.choice.key)
        self.query_one("#element-sheet").focus()

    def action_depth(self) -> None:
        """Show more or less of the sheet."""
        self._depth = DEPTHS[(DEPTHS.index(self._depth) + 1) % len(DEPTHS)]
        self._show()
        self.host.say(f"depth: {self._depth}")

    def action_compare(self) -> None:
        """Open the comparison with this element as a column."""
        self.host.compare_with(self._key.partition(":")[2])
