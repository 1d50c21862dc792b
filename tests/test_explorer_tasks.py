"""Three tasks of a newcomer, from the home page, on the shipped facts."""

import pytest

from reader import SIZES, reading

FEW = 24
"""Keys a task may take, the words typed included."""


@pytest.mark.parametrize("size", SIZES)
async def test_how_far_the_radar_sees_who_says_so_and_which_radar(size: tuple[int, int]) -> None:
    """Search, Enter, Enter: the voices, their publishers, and which radar they mean."""
    async with reading(size, specs=None) as reader:
        await reader.press("slash")
        await reader.type("radar range")
        await reader.press("enter", "enter")
        assert "published radar range, said of Patriot radar set: 3 voices" in reader.card
        assert "90 km" in reader.card
        assert "Die Zeit" in reader.card
        assert "more than 150 km" in reader.card
        assert "No text says which radar, which target or which mode is meant" in reader.card
        assert reader.keys <= FEW


async def test_what_sources_say_of_launchers_per_battery_and_why_they_differ() -> None:
    """Search, Enter, Enter: every number, who gives it, and the reason."""
    async with reading((80, 24), specs=None) as reader:
        await reader.press("slash")
        await reader.type("launchers battery")
        await reader.press("enter", "enter")
        assert "launching stations" in reader.card
        assert "voices" in reader.card
        assert "Why they may differ: national practice" in reader.card
        assert reader.keys <= FEW


async def test_the_weight_of_the_pac_3_is_copied_with_its_citations() -> None:
    """Search, Enter, y: the value, that others differ, and where each is printed."""
    async with reading((80, 24), specs=None) as reader:
        await reader.press("slash")
        await reader.type("pac3 weight")
        await reader.press("enter", "Y")
        await reader.type("row, as plain")
        await reader.press("enter")
        copied = reader.app.clipboard
        assert copied.startswith("PAC-3, weight:")
        assert all(weight in copied for weight in ("300 kg", "312 kg", "320 kg"))
        assert "Sankei" in copied
        assert "Die Zeit" in copied
        assert "facts as of" in copied
        assert reader.keys <= FEW + 8


@pytest.mark.parametrize("keys", [("slash",), ("colon",)])
async def test_a_search_that_finds_nothing_says_so(keys: tuple[str, ...]) -> None:
    """And Enter chooses nothing: the words can be mended."""
    async with reading((80, 24)) as reader:
        await reader.press(*keys)
        await reader.type("zzzz")
        assert "Nothing found" in reader.screen
        await reader.press("enter")
        assert "Nothing found" in reader.screen
        await reader.press(*["backspace"] * 4)
        assert "Nothing found" not in reader.screen
