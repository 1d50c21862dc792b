"""A real explorer, driven by keys and mouse, and its screen as text."""

from collections.abc import Iterator

import pytest
from textual.pilot import Pilot

from batteryviz.compiled.opening import Library, open_library
from batteryviz.tui.app import Explorer
from program import SHIPPED, TOY


@pytest.fixture(scope="module")
def shipped_library() -> Iterator[Library]:
    """The facts that come with the program."""
    library = open_library(str(SHIPPED))
    yield library
    library.store.close()


@pytest.fixture(scope="module")
def toy_library() -> Iterator[Library]:
    """The toy pack."""
    library = open_library(str(TOY))
    yield library
    library.store.close()


async def settled(pilot: Pilot[int]) -> str:
    """Return the screen once two looks at it are alike."""
    app = pilot.app
    assert isinstance(app, Explorer)
    before = ""
    while (now := screen_text(app)) != before:
        before = now
        await pilot.pause(0.05)
    return now


def screen_text(app: Explorer) -> str:
    """Return what stands on the screen, line by line."""
    # Textual offers the screen as SVG only; the compositor holds the same lines as text.
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)
