"""A yes-or-no question over the page."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from batteryviz.tui.frame import clickable
from batteryviz.tui.over import Over


class Question(Over[bool]):
    """Asks before something happens that the reader may not want."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "answer(True)", "Yes"),
        Binding("n,escape,q", "answer(False)", "No"),
    ]

    def __init__(self) -> None:
        """Wait to be given a question."""
        super().__init__(id="question")
        self._text = ("", "")

    def prepare(self, question: str, matter: str) -> None:
        """Ask ``question`` about ``matter`` next."""
        self._text = (question, matter)
        if self.is_laid_out:
            self._show()

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(id="question-box"):
            yield Static(id="question-text")

    def begin(self) -> None:
        """Show the question."""
        self._show()

    def _show(self) -> None:
        question, matter = self._text
        text = Content.assemble(
            (question, "bold"),
            "\n\n",
            Content(matter),
            "\n\n",
            clickable(" y yes ", "screen.answer(True)", "reverse"),
            "   ",
            clickable(" n no ", "screen.answer(False)", "reverse"),
        )
        self.query_one("#question-text", Static).update(text)

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)
