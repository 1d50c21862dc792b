"""What the explorer asks and shows over a page: a finder, a question, a card, a spec file."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from batteryviz.safety.text import clean
from batteryviz.tui.choice_list import Choice
from batteryviz.tui.styling import Styling
from batteryviz.views.document import Document

if TYPE_CHECKING:
    from batteryviz.tui.finder import Finder, Finding
    from batteryviz.tui.over import Answer, Over
    from batteryviz.tui.overlay import Overlay
    from batteryviz.tui.question import Question
    from batteryviz.tui.spec_screen import SpecScreen


class Asking(Styling):
    """An app with one of each screen that lies over a page, made when first needed.

    They are kept and updated: a fresh screen each time would cost memory and a slow key.
    """

    _finder: "Finder | None" = None
    _overlay: "Overlay | None" = None
    _question: "Question | None" = None
    _spec_screen: "SpecScreen | None" = None

    def say(self, message: str) -> None:
        """Show a short message. A folder's name may stand in it, and be anything."""
        self.notify(clean(message), markup=False, timeout=4)

    def _lay_over(
        self, screen: "Over[Answer]", answered: "Callable[[Answer | None], None] | None" = None
    ) -> None:
        """Show ``screen`` over all that is there; it never lies over itself."""
        self.read_all_styles()
        while screen in self.screen_stack:
            self.pop_screen()
        self.push_screen(screen, answered)

    def visit(self, key: str, words: Sequence[str] = ()) -> None:
        """Go to the page ``key``; of its rows, to one that holds ``words``."""
        raise NotImplementedError

    def ask(
        self,
        title: str,
        find: "Finding",
        then: Callable[[str], None],
        *,
        words: bool = False,
        matter: str = "",
    ) -> None:
        """Offer what ``find`` returns as the reader types; call ``then`` with the choice.

        With ``words``, what was typed is the answer where nothing is offered. ``matter`` stands
        below the title: what the reader needs in sight to answer.
        """
        from batteryviz.tui.finder import Finder

        if self._finder is None:
            self._finder = Finder()
            # Only an installed screen is kept when it is left.
            self.install_screen(self._finder, "finder")

        def answered(key: str | None) -> None:
            if key and not self.is_leaving:
                then(key)

        self._finder.prepare(title, find, words=words, matter=matter)
        self._lay_over(self._finder, answered)

    def ask_for_words(self, title: str, then: Callable[[str], None], matter: str = "") -> None:
        """Let the reader type a few words, ``matter`` in sight, and call ``then`` with them."""
        self.ask(title, lambda _: (), then, words=True, matter=matter)

    def ask_for_choice(
        self, title: str, choices: list[tuple[str, str]], then: Callable[[str], None]
    ) -> None:
        """Let the reader pick one of the pairs (key, text); call ``then`` with its key."""

        def find(words: str) -> list[Choice]:
            wanted = words.casefold()
            return [Choice(key, text) for key, text in choices if wanted in text.casefold()]

        self.ask(title, find, then)

    def ask_yes_or_no(self, question: str, matter: str, then: Callable[[], None]) -> None:
        """Ask, and call ``then`` when the answer is yes."""
        from batteryviz.tui.question import Question

        if self._question is None:
            self._question = Question()
            self.install_screen(self._question, "question")

        def answered(yes: bool | None) -> None:
            if yes and not self.is_leaving:
                then()

        # The path of a file can be the matter.
        self._question.prepare(question, clean(matter))
        self._lay_over(self._question, answered)

    def offer_address(self, address: str) -> None:
        """Open a web address after showing it and asking; only https is opened."""
        from urllib.parse import urlsplit

        from batteryviz.safety.addresses import web_address_fault

        if not address:
            self.say("no address is known for this")
        elif web_address_fault(address) or not address.startswith("https://"):
            self.say(f"the address is {address}; only https is opened from here")
        else:
            self.ask_yes_or_no(
                f"Open a page of {urlsplit(address).hostname} in the browser?",
                address,
                lambda: self.open_url(address),
            )

    def show_document(self, document: Document) -> None:
        """Show a document over the page; a link in it leads to its page."""
        from batteryviz.tui.overlay import Overlay

        if self._overlay is None:
            self._overlay = Overlay()
            self.install_screen(self._overlay, "overlay")

        def left(key: str | None) -> None:
            if key and not self.is_leaving:
                self.visit(key)

        self._overlay.prepare(document)
        if self.screen is not self._overlay:
            self._lay_over(self._overlay, left)

    def show_spec(self, folder: str, key: str, claims: tuple[str, ...]) -> None:
        """Show the spec file behind the page ``key``, the lines of ``claims`` marked."""
        from batteryviz.tui.spec_file import spec_of
        from batteryviz.tui.spec_screen import SpecScreen

        spec = spec_of(folder, key, claims)
        if spec is None:
            self.say("this page is made of many spec files: open one of its subjects first")
            return
        if self._spec_screen is None:
            self._spec_screen = SpecScreen()
            self.install_screen(self._spec_screen, "spec")
        self._spec_screen.prepare(spec)
        self._lay_over(self._spec_screen)
