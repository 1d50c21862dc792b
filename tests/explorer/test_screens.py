"""Every page at the sizes it promises, as it stands on the screen."""

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
