"""Columns gathered from any page: which subjects stand side by side, and which may."""

from collections.abc import Sequence

from batteryviz.tui.travelling import Travelling
from batteryviz.views.kinds import KIND_NAMES


class Gathering(Travelling):
    """An app in which any subject can be put beside others."""

    compared: tuple[str, ...] = ()
    """The columns of the comparison looked at last."""

    def compare(self, columns: Sequence[str]) -> None:
        """Go to the comparison of ``columns``; ask first when their kinds differ."""
        # The first screen compares nothing.
        from batteryviz.views.comparing import FEWEST_COLUMNS, MOST_COLUMNS

        chosen = list(dict.fromkeys(columns))
        if len(chosen) < FEWEST_COLUMNS:
            self.say("a comparison has at least two different columns")
            return
        if len(chosen) > MOST_COLUMNS:
            self.say(f"a comparison has at most {MOST_COLUMNS} columns: take one out first")
            return
        key = f"comparison:{'+'.join(chosen)}"
        kinds = {entry.id: entry.kind for entry in self.library.store.entries()}
        found = dict.fromkeys(KIND_NAMES[kinds[column]].lower() for column in chosen)
        if len(found) > 1:
            self.ask_yes_or_no(
                "These are of different kinds. Compare them all the same?",
                " and ".join(found),
                lambda: self.visit(key),
            )
        else:
            self.visit(key)

    def add_column(self, subject_id: str) -> None:
        """Add a subject to the comparison looked at last, and go there."""
        self.compare([*self.compared, subject_id] if self.compared else [subject_id])
