"""The lines around a page: where the reader is above, what can be done below."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from batteryviz.tui.actions import Action
from batteryviz.tui.pages import PageEntry

SHORT_NAME = 4
"""Letters of a page's name where the whole names have no room."""


class Header(Static):
    """The pages, as tabs that can be clicked."""

    def show(self, pages: Sequence[PageEntry], current: int, title: str, width: int) -> None:
        """Name as much as ``width`` columns hold; the page in sight is always named whole."""
        for name_length, gap in ((99, " "), (99, ""), (SHORT_NAME, ""), (0, "")):
            tabs = [
                (
                    number,
                    f" {page.key} "
                    + (page.name if number == current else page.name[:name_length]).rstrip()
                    + ("" if number != current and not name_length else " "),
                )
                for number, page in enumerate(pages)
            ]
            used = sum(len(text) + len(gap) for _, text in tabs)
            if used <= width:
                break
        parts = []
        if used + len(title) + 1 <= width:
            parts.append(Content.styled(f"{title} ", "bold"))
        for number, text in tabs:
            style = "reverse bold" if number == current else ""
            parts += [_clickable(text, f"app.page({number})", style), Content(gap)]
        self.update(Content.assemble(*parts))


class Footer(Static):
    """The keys that work here, as many as fit; each can be clicked."""

    def show(self, hints: Sequence[Action], menu: Action, width: int) -> None:
        """Name the hints, the dearest first, and always the menu that holds every action."""
        end = f"{menu.keys[-1]} {menu.name.lower()}"
        room = width - len(end)
        parts = []
        for action in hints:
            text = f"{action.keys[0]} {action.name.lower()}"
            if len(text) + 2 > room:
                break
            room -= len(text) + 2
            parts += [_clickable(text, f"app.act('{action.id}')"), Content("  ")]
        parts.append(_clickable(end, f"app.act('{menu.id}')"))
        self.update(Content.assemble(*parts))


def _clickable(text: str, action: str, style: str = "") -> Content:
    """Return ``text`` of ours that carries out ``action`` when clicked."""
    return Content.from_markup(f"[@click={action}]$text[/]", text=text).stylize(style)
