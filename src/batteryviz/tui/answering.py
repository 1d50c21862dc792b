"""Answering keys: at once, and in the order they were typed."""

from textual import events
from textual.widgets import Input

from batteryviz.tui.leaving import Leaving


class Answering(Leaving):
    """An app that looks for what a key does before it hands the key to any widget."""

    async def on_event(self, event: events.Event) -> None:
        """Carry out what a key is bound to; what is typed into a line goes there first.

        Textual hands a key to the widget with the focus and lets it climb, one message for
        each widget around it, before the app looks at the bindings. No widget of ours
        listens to keys but a line to type in, so that way leads to the same action, later.
        """
        if (
            isinstance(event, events.Key)
            and not (event.is_forwarded or self.is_leaving)
            and self.app_focus
            and self.focused is not None
            and not isinstance(self.focused, Input)
        ):
            # The one look-up Textual has; its public relatives list all keys for each key.
            for priority in (True, False):
                if await self._check_bindings(event.key, priority=priority):
                    return
        await super().on_event(event)
