"""The explorer does not die, whatever is typed, clicked and pasted, in a window of any size.

``python scripts/prove.py monkey`` plays 100,000 keys; here are 3,000.
"""

import itertools
from pathlib import Path

import pytest

from batteryviz.compiled.store import LONGEST_SEARCH
from batteryviz.tui.choice_list import Choice
from batteryviz.tui.finder import Finder
from batteryviz.tui.typed import Typed
from reader import reading
from reliability import odd_pack
from reliability.monkey import (
    IMPOSSIBLE,
    KEYS,
    PAGE_DOWN,
    PALETTE,
    PASTE,
    PASTE_ENDS,
    PASTES,
    WITH_ESCAPES,
    acts,
    do,
    play,
    settle,
)

pytestmark = pytest.mark.proofs


@pytest.mark.parametrize("seed", ["ant", "bee", "cat", "dog"])
def test_a_monkey_does_not_end_the_explorer(seed: str, tmp_path: Path) -> None:
    """Over the shipped pack, the toy pack, an odd one, and two that have little to show."""
    keys, failures = play(seed, 750, tmp_path)
    assert failures == []
    assert keys >= 750


def test_what_a_monkey_does_can_be_played_again() -> None:
    once, again, other = (
        list(itertools.islice(acts(seed), 500)) for seed in ("ant:1", "ant:1", "ant:2")
    )
    assert once == again != other


async def test_no_paste_and_nothing_that_cannot_be_read_leaves(tmp_path: Path) -> None:
    """All that the monkey has of both, at home, where q leaves, and in the finder."""
    pasted = [PASTE + text.encode() + PASTE_ENDS for text in (*PASTES, *WITH_ESCAPES)]
    async with reading(specs=odd_pack.make(tmp_path / "odd")) as reader:
        terminal = Typed()
        for keys in ("", "/"):
            do(reader.app, terminal, keys)
            for data in (*pasted, *IMPOSSIBLE):
                do(reader.app, terminal, data)
                await settle(reader.pilot)
                assert not reader.app.is_leaving, data[:80]
                assert reader.app._exception is None


async def test_a_book_typed_into_the_finder_is_not_searched_for_letter_by_letter() -> None:
    """Pasted by a terminal that does not say so, each of its letters is a key."""
    async with reading() as reader:
        do(reader.app, Typed(), "/")
        await settle(reader.pilot)
        finder = reader.app.screen
        assert isinstance(finder, Finder)
        searched: list[str] = []

        def find(words: str) -> list[Choice]:
            searched.append(words)
            return []

        finder._find = find
        do(reader.app, Typed(), "lamp hut " * 100)
        for _ in range(8):
            await settle(reader.pilot)
        assert 0 < len(searched) <= LONGEST_SEARCH


async def test_a_comparison_is_moved_in_where_no_column_has_room() -> None:
    """The label alone fills the window, or not even that has room."""
    async with reading(size=(20, 20)) as reader:
        await reader.press("3")
        for columns in range(20, 5, -1):
            await reader.pilot.resize_terminal(columns, 20)
            await reader.press("end", "right", "home", "left")
            assert reader.app._exception is None, columns


BURSTS = {
    "the palette and Page Down": PALETTE + PAGE_DOWN * 3,
    "the palette, and Enter twice": PALETTE + "\r\r",
    "search, and Escape twice": f"/{KEYS['escape'] * 3}",
    "search, a word, and Enter three times": "/lamp\r\r\r",
    "help, and every way out of it": f"?q{KEYS['escape']}\x7f",
    "the spec file, and out twice": f"2\r v{KEYS['escape'] * 2}vv",
    "an export, and Enter held": "e" + "\r" * 12,
    "a card, the actions, and help, again and again": "3\r:help\r" * 6,
    "the spec file of a card of a card": "3\rv\x1b[27u:spec\r" * 6,
    "every page at once": "123456789" * 4,
    "a page, and leaving at once": "2q31",
    "leaving twice": "qq",
}


@pytest.mark.parametrize("keys", BURSTS.values(), ids=BURSTS.keys())
async def test_keys_typed_in_one_burst_do_not_end_the_explorer(
    keys: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key may reach a screen that is not yet laid out, or already on its way out."""
    monkeypatch.chdir(tmp_path)
    async with reading() as reader:
        do(reader.app, Typed(), keys)
        for _ in range(8):
            await settle(reader.pilot)
        assert reader.app._exception is None
        stack = reader.app.screen_stack if reader.app.is_running else []
        assert len(stack) == len(set(stack))
        assert reader.app.is_running == ("q" not in keys.removeprefix("?q"))


@pytest.mark.parametrize("size", [(1, 1), (2, 90), (500, 200)], ids=str)
async def test_every_page_is_drawn_in_a_window_of_any_size(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with reading(specs=odd_pack.make(tmp_path / "odd")) as reader:
        await reader.pilot.resize_terminal(*size)
        for key in "123456789":
            await reader.pilot.press(key)
        for key in ("?", "escape", "/", "escape"):
            await reader.pilot.press({"/": "slash", "?": "question_mark"}.get(key, key))
        assert reader.app._exception is None
