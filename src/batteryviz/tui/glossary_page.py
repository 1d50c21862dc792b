"""Glossary: every term on the left, what it means and what it belongs to on the right."""

from collections.abc import Sequence

from batteryviz.tui.choice_list import Choice
from batteryviz.tui.list_page import ListPage


class GlossaryPage(ListPage):
    """A list of terms and the meaning of the highlighted one."""

    TITLE = "Glossary"

    def choices(self) -> Sequence[Choice]:
        """Return the terms in alphabetical order."""
        entries = self.library.store.entries("term")
        return [
            Choice(entry.page, entry.name)
            for entry in sorted(entries, key=lambda entry: entry.name.casefold())
        ]
