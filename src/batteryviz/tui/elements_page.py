"""Elements: every subject by kind on the left, its sheet on the right."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from batteryviz.compiled.opening import Library
from batteryviz.tui.choice_list import Choice
from batteryviz.tui.list_page import ListPage
from batteryviz.views.document import Document
from batteryviz.views.kinds import KIND_NAMES
from batteryviz.views.sheet_depth import Depth, at_depth

DEPTHS: tuple[Depth, ...] = ("full", "summary", "label")


class ElementsPage(ListPage):
    """A list of subjects and the sheet of the highlighted one."""

    TITLE = "Elements"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "depth", "Depth", tooltip="Depth: full, summary, label", id="depth"),
        Binding(
            "c",
            "compare",
            "Compare",
            tooltip="Put this subject beside another",
            id="compare",
        ),
        Binding(
            "a",
            "add_column",
            "Add to comparison",
            show=False,
            tooltip="Add this subject as a column of the comparison",
            id="add-column",
        ),
    ]

    def __init__(self, library: Library, name: str) -> None:
        """Show the subjects of ``library``."""
        super().__init__(library, name)
        self._depth: Depth = "full"

    def choices(self) -> Sequence[Choice]:
        """Return the subjects under their kinds."""
        choices: list[Choice] = []
        kind = ""
        for entry in self.library.store.entries():
            if entry.kind != kind:
                kind = entry.kind
                choices.append(Choice("", KIND_NAMES[kind]))
            choices.append(Choice(entry.page, entry.name))
        return choices

    def shown(self, document: Document) -> Document:
        """Return the sheet at the depth chosen."""
        return at_depth(document, self._depth)

    def action_depth(self) -> None:
        """Show more or less of the sheet."""
        self._depth = DEPTHS[(DEPTHS.index(self._depth) + 1) % len(DEPTHS)]
        self._show(keep_place=True)
        self.host.say(f"depth: {self._depth}")

    def action_compare(self) -> None:
        """Open a comparison of this subject with another."""
        subject = self._key.partition(":")[2]
        self.host.ask_for_element(lambda other: self.host.compare([subject, other]))

    def action_add_column(self) -> None:
        """Add this subject as a column of the comparison looked at last."""
        self.host.add_column(self._key.partition(":")[2])
