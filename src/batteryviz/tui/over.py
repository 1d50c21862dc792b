"""What every screen over a page shares: it is left once, however fast the keys come."""

from typing import ClassVar, TypeVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Over(ModalScreen[Answer]):
    """A screen over the page, kept and used again.

    Keys typed in one burst reach a screen that is on its way out, or not yet laid out
    because the session ended meanwhile; neither may end the program.
    """

    AUTO_FOCUS = "*"
    # What lies over the page hides the app's keys; these work wherever the reader is.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "app.quit", show=False),
        Binding("ctrl+z", "app.suspend_process", show=False),
        Binding("ctrl+c", "app.help_quit", show=False),
    ]

    @property
    def is_laid_out(self) -> bool:
        """Whether its widgets are there."""
        return self.is_mounted and bool(self.children)

    def on_mount(self) -> None:
        """Begin, unless the session ended before the screen was laid out."""
        if self.children:
            self.begin()

    def begin(self) -> None:
        """Show what the screen was asked to show."""

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Leave with ``result``; a second time nothing happens."""
        if self.app.screen_stack[-1:] == [self]:
            return super().dismiss(result)
        return AwaitComplete()
