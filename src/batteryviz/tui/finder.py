"""The finder: one box and one list, for search, for actions, and to pick one of several."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from batteryviz.compiled.store import LONGEST_SEARCH
from batteryviz.safety.text import clean
from batteryviz.tui.choice_list import Choice, ChoiceList
from batteryviz.tui.frame import clickable
from batteryviz.tui.keys import RESERVED
from batteryviz.tui.over import Over

Finding = Callable[[str], Sequence[Choice]]


class Words(Input, inherit_bindings=False):
    """A line to type in, without the keys that multiplexers take."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            ",".join(key for key in binding.key.split(",") if key not in RESERVED),
            binding.action,
            show=False,
        )
        for binding in Input.BINDINGS
        if isinstance(binding, Binding)
    ]

    def validate_value(self, value: str) -> str:
        """Clean what was pasted: it can come from anywhere, and be a whole book."""
        return clean(value[:LONGEST_SEARCH])


class Finder(Over[str | None]):
    """Asks for words, offers what they find, and returns the key of the choice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close"),
        Binding("up", "list('move(-1)')", show=False),
        Binding("down", "list('move(1)')", show=False),
        Binding("pageup", "list('leaf(-1)')", show=False),
        Binding("pagedown", "list('leaf(1)')", show=False),
    ]

    def __init__(self) -> None:
        """Wait to be asked."""
        super().__init__(id="finder")
        self._find: Finding = lambda _: ()
        self._title = ""
        self._matter = ""
        self._takes_words = False

    def prepare(self, title: str, find: Finding, *, words: bool = False, matter: str = "") -> None:
        """Ask under ``title`` and offer what ``find`` returns for the words typed.

        With ``words``, the words themselves are the answer where nothing is offered. ``matter``
        stands between the title and the words.
        """
        self._title, self._find, self._takes_words = title, find, words
        self._matter = matter
        if self.is_laid_out:
            self._begin()

    def compose(self) -> ComposeResult:
        """Lay out the finder."""
        with Vertical(id="finder-box"):
            yield Static(id="finder-title")
            yield Static(id="finder-matter")
            yield Words(id="finder-words", compact=True)
            yield ChoiceList(id="finder-list")
            yield Static(id="finder-keys")

    def begin(self) -> None:
        """Begin with an empty question."""
        self._begin()

    def _begin(self) -> None:
        self.query_one("#finder-title", Static).update(Content(self._title))
        matter = self.query_one("#finder-matter", Static)
        matter.update(Content(self._matter))
        matter.display = bool(self._matter)
        answer = "Enter takes the words" if self._takes_words else "Enter or a click chooses"
        self.query_one("#finder-keys", Static).update(
            Content.assemble(clickable("Esc close", "screen.close"), f"   {answer}")
        )
        words = self.query_one("#finder-words", Words)
        words.placeholder = "type here" if self._takes_words else "type to find"
        with words.prevent(Input.Changed):
            words.value = ""
        words.focus()
        self._offer("")

    @on(Input.Changed, "#finder-words")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._offer(event.value)

    def _offer(self, words: str) -> None:
        found = self._find(words)
        if not found and not self._takes_words:
            found = (Choice("", "Nothing found" if words else "Nothing to choose from here"),)
        self.query_one(ChoiceList).offer(found)

    @on(Input.Submitted, "#finder-words")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        choice = self.query_one(ChoiceList).choice
        if choice is not None:
            self.dismiss(choice.key)
        elif self._takes_words:
            self.dismiss(event.value.strip())

    @on(ChoiceList.Chosen, "#finder-list")
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        event.stop()
        self.dismiss(event.choice.key)

    @on(ChoiceList.Highlighted, "#finder-list")
    def _highlighted(self, event: ChoiceList.Highlighted) -> None:
        event.stop()

    async def action_list(self, action: str) -> None:
        """Move in the list while the words keep the focus."""
        if self.is_laid_out:
            await self.query_one(ChoiceList).run_action(action)

    def action_close(self) -> None:
        """Close without a choice."""
        self.dismiss(None)
