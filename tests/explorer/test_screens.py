"""Every page at the sizes it promises, as it stands on the screen."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from batteryviz.compiled.opening import Library
from batteryviz.tui.app import Explorer

from .conftest import settled

PAGES = {"battery": "1", "elements": "2", "compare": "3", "timeline": "4", "sources": "5"}
SIZES = ((60, 20), (80, 24), (100, 30), (160, 50))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("page", PAGES)
async def test_a_page_looks_as_it_did(
    toy_library: Library, page: str, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    """A change of a page is seen and wanted: the snapshots are part of its design.

    They show the toy pack, so that a change of real facts changes none of them.
    """
    app = Explorer(toy_library)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press(PAGES[page])
        screen = await settled(pilot)
    widest = max(len(line) for line in screen.splitlines())
    assert widest <= size[0]
    assert screen == snapshot


ROOM = {
    "battery": ("1",),
    "box": ("1", "i"),
    "elements": ("2",),
    "sheet": ("2", "enter"),
    "facts": ("2", "enter", "pagedown"),
    "compare": ("3",),
    "timeline": ("4",),
    "source": ("5", "enter"),
    "term": ("6", "enter"),
    "step": ("7", "enter"),
}


@pytest.mark.parametrize("keys", ROOM.values(), ids=ROOM)
async def test_a_page_looks_to_a_room_as_it_did(
    toy_library: Library,
    keys: tuple[str, ...],
    snapshot: SnapshotAssertion,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same for the projector, at the size it is made for."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    app = Explorer(toy_library)
    app.projecting = True
    async with app.run_test(size=(100, 30)) as pilot:
        for key in keys:
            await settled(pilot)
            await pilot.press(key)
        screen = await settled(pilot)
    assert screen == snapshot
