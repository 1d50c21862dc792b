"""The pages of the toy pack, whole, as they are printed: whatever changes one is seen here.

A change that is meant: ``pytest tests/test_toy_pages.py --snapshot-update``, and read the
difference as its reader would.
"""

import pytest
from syrupy.assertion import SnapshotAssertion

from batteryviz.catalog.loading import load
from batteryviz.views.comparing import command_line, narrowed
from batteryviz.views.document import Document
from batteryviz.views.pages import page
from conftest import Ask
from program import TOY

PAGES = (
    "battery",
    "battery northmere-battery",
    "battery full-battery --launchers 3",
    "battery full-battery northmere-battery",
    "battery --battalion",
    "battery --launchers 9",
    "compare lamps",
    "compare lamps --differences",
    "compare lamps --checked-only",
    "compare ol-lmp-2 signal-lamp ol-lmp-1 --units us-customary",
    "show ol-lmp-2",
    "tour lamps",
    "check --report",
)


@pytest.mark.parametrize("words", PAGES)
@pytest.mark.parametrize("form", ["plain", "json"])
def test_a_page_of_the_toy_pack_says_what_it_said(
    ask: Ask, snapshot: SnapshotAssertion, words: str, form: str
) -> None:
    """Text for people and JSON for scripts, with the exit code and what stands beside them."""
    ran = ask(*words.split(), "--format", form)
    assert f"exit code {ran.code}\n{ran.err}{ran.out}" == snapshot


def test_the_command_of_a_comparison_prints_what_is_shown(ask: Ask) -> None:
    """The line the explorer shows is one that can be typed."""
    plain = command_line(_lamps(), differences_only=False, checked_only=False, units="published")
    assert plain == "batteryviz compare ol-lmp-1 ol-lmp-2"
    every = command_line(_lamps(), differences_only=True, checked_only=True, units="metric")
    assert every == f"{plain} --differences --checked-only --units metric"
    assert ask(*every.split()[1:]).code == 0


def _lamps() -> Document:
    return page(load(TOY), "comparison:lamps")


def test_a_column_that_is_pinned_comes_first_and_nothing_else_changes() -> None:
    """Cells, their claims, and how many rows differ go along with their column."""
    before, after = _lamps(), narrowed(_lamps(), pinned="ol-lmp-2")
    assert narrowed(before) is before
    first, second = (str(document.data) for document in (before, after))
    assert "'columns': ['ol-lmp-1', 'ol-lmp-2']" in first
    assert "'columns': ['ol-lmp-2', 'ol-lmp-1']" in second
    assert after.claims == before.claims
    assert after.colophon == before.colophon
