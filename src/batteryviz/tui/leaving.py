"""Leaving: once the reader has asked to go, nothing else that was typed is carried out."""

from collections.abc import Mapping

from rich.console import RenderableType
from textual import events
from textual.actions import ActionParseResult
from textual.app import App
from textual.dom import DOMNode


class Leaving(App[int]):
    """An app that ends at once, and in peace, whatever else was typed in the same burst."""

    is_leaving = False
    """Whether the session is about to end: pages and screens are being taken down."""
    ended_by = 0
    """The number of the signal that ended the session."""

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

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Carry out an action, unless the reader has left."""
        if self.is_leaving:
            return False
        return await super().run_action(action, default_namespace, namespaces)
