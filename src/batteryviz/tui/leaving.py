"""Leaving: once the reader has asked to go, nothing else that was typed is carried out."""

from rich.console import RenderableType
from textual import events
from textual.app import App


class Leaving(App[int]):
    """An app that ends at once, and in peace, whatever else was typed in the same burst."""

    is_leaving = False
    """Whether the session is about to end: pages and screens are being taken down."""

    def exit(
        self,
        result: int | None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """End the session."""
        self.is_leaving = True
        super().exit(result, return_code, message)

    async def on_event(self, event: events.Event) -> None:
        """Listen to keys and the mouse until the reader leaves."""
        if not (self.is_leaving and isinstance(event, events.InputEvent)):
            await super().on_event(event)
