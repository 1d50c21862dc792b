"""Lengths that multiply: a short pack cannot make the program work for long."""

import os
from pathlib import Path

import pytest

from hostile.products import HEAVY, PRODUCTS, products
from reliability.packs import broken_packs, heavy_packs

pytestmark = [
    pytest.mark.proofs,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="trials are forked"),
]


def test_lengths_that_multiply_are_refused_at_a_small_price(tmp_path: Path) -> None:
    """One more than there may be of each, and very many more."""
    tried = list(broken_packs(tmp_path, [products]))
    told = [words for _, numbers, words in PRODUCTS for _ in numbers]
    assert len(tried) == len(told)
    assert [refused for refused in tried if refused.faults] == []
    # Refused for what multiplies, and not for a slip in what was made.
    for refused, words in zip(tried, told, strict=True):
        assert f": {words}" in refused.trial.err.decode(), refused.broken


def test_what_is_dear_the_plain_way_is_listed_and_checked_at_a_small_price(
    tmp_path: Path,
) -> None:
    """Sound packs of many terms, places, rivals and models load, and are checked, quickly."""
    tried = list(heavy_packs(tmp_path))
    assert len(tried) == 3 * len(HEAVY)
    assert [refused for refused in tried if refused.faults] == []
