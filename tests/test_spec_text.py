"""Where a claim stands in its spec file: found in any file that loads, in little time."""

import time

import pytest

from batteryviz.tui.spec_file import claim_lines


@pytest.mark.parametrize(
    "item",
    ["  - id: weight", "  -   id:  'weight'  # as printed", "  - {parameter: mass, id: weight"],
)
def test_the_lines_of_a_claim_are_found_however_it_is_written(item: str) -> None:
    lines = ["claims:", "  - id: weight-2", item, "    unit: ton", "", "    value: 4", "silences:"]
    assert claim_lines(lines, "weight") == {2, 3, 4, 5}


def test_lines_that_begin_as_an_item_and_go_on_as_nothing_cost_little() -> None:
    """A folded text may hold them: of all their spaces it keeps one."""
    began = time.process_time()
    assert claim_lines(["  -" + " " * 3_900] * 200, "weight") == set()
    assert time.process_time() - began < 2
