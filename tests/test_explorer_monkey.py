"""The explorer does not die, whatever is typed, clicked and pasted, in a window of any size.

``python scripts/prove.py monkey`` plays 100,000 keys; here are 3,000.
"""

import itertools
from pathlib import Path

import pytest

from batteryviz.tui.typed import Typed
from reader import reading
from reliability import odd_pack
from reliability.monkey import KEYS, PAGE_DOWN, PALETTE, acts, do, play, settle

pytestmark = pytest.mark.proofs


@pytest.mark.parametrize("seed", ["ant", "bee", "cat", "dog"])
def test_a_monkey_does_not_end_the_explorer(seed: str, tmp_path: Path) -> None:
    """Over the shipped pack, the toy pack, and a pack whose every text is odd."""
    keys, failures = play(seed, 750, tmp_path)
    assert failures == []
    assert keys >= 750


def test_what_a_monkey_does_can_be_played_again() -> None:
    once, again, other = (
        list(itertools.islice(acts(seed), 500)) for seed in ("ant:1", "ant:1", "ant:2")
    )
    assert once == again != other


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
