"""The lines around a page: where the reader is above, what can be done below."""

from collections.abc import Sequence
from functools import lru_cache

from textual.content import Content
from textual.style import Style

from batteryviz.tui.actions import Action
from batteryviz.tui.bar import Bar
from batteryviz.tui.pages import PageEntry

SHORT_NAME = 4
"""Letters of a page's name where the whole names have no room."""


class Header(Bar):
    """The pages, as tabs that can be clicked."""

    def show(self, pages: Sequence[PageEntry], current: int, title: str, width: int) -> None:
        """Name as much as ``width`` columns hold; the page in sight is always named whole."""
        for letters, lead in ((99, " "), (99, ""), (SHORT_NAME, ""), (SHORT_NAME - 1, ""), (0, "")):
            tabs = [
                f"{lead}{page.key} "
                f"{page.name if number == current else page.name[:letters]}".rstrip()
                + " "
                for number, page in enumerate(pages)
            ]
            if sum(map(len, tabs)) <= width:
                break
        parts = []
        if sum(map(len, tabs)) + len(title) + 1 <= width:
            parts.append(Content.styled(f"{title} ", "bold"))
        for number, tab in enumerate(tabs):
            style = "reverse bold" if number == current else ""
            parts.append(clickable(tab, f"app.page({number})", style))
        self.say(Content.assemble(*parts), layout=False)


class Footer(Bar):
    """The keys that work here, as many as fit; each can be clicked."""

    def show(self, hints: Sequence[Action], always: Sequence[Action], width: int) -> None:
        """Name the hints, the dearest first; ``always`` are named whatever the width."""
        room = width - sum(len(_hint(action)) + 2 for action in always) + 2
        shown = []
        for action in hints:
            room -= len(_hint(action)) + 2
            if room < 0:
                break
            shown.append(action)
        parts = [
            clickable(_hint(action), f"app.act('{action.id}')") for action in (*shown, *always)
        ]
        # Like the header, it has one line whatever stands there: no other widget moves.
        self.say(Content("  ").join(parts), layout=False)


def _hint(action: Action) -> str:
    return f"{action.keys[0]} {action.name[:1].lower()}{action.name[1:]}"


# The same few words are drawn at nearly every key.
@lru_cache(maxsize=512)
def clickable(text: str, action: str, style: str = "") -> Content:
    """Return ``text`` of ours that carries out ``action`` when clicked."""
    return Content.styled(text, Style.from_meta({"@click": action})).stylize(style)
