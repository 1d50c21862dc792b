"""How the columns of a table share the width of a page."""

from collections.abc import Sequence

from batteryviz.export.evidence import lines
from batteryviz.views.document import Table

NARROWEST, WIDEST = 12, 44
"""Characters that a column counts for at least and at most."""

WORD_ROOM = 5
"""Characters a column has beside its longest word: for its margins, and for wide letters."""


def weights(table: Table) -> list[float]:
    """Return the share of each column, by what it holds, in bounds."""
    count = len(table.columns)
    if count == 2:
        return [3, 7]
    if any(row.group for row in table.rows):
        return [3] + [10 / (count - 1)] * (count - 1)
    return [_weight(table, number) for number in range(count)]


def _weight(table: Table, number: int) -> float:
    found = [line for row in table.rows for line in lines(row.cells[number])]
    lengths = sorted(len(line.text) + 8 * len(line.marks) for line in found)
    usual = min(lengths[len(lengths) * 4 // 5], WIDEST) if lengths else 0
    texts = (table.columns[number], *(line.text for line in found))
    longest_word = (
        max((len(word) for text in texts for word in text.split()), default=0) + WORD_ROOM
    )
    return max(usual, min(longest_word, WIDEST // 2), NARROWEST)


def shares(parts: Sequence[float], total: int) -> list[int]:
    """Return whole numbers in the proportion of ``parts`` that add up to ``total``."""
    whole = [int(total * part / sum(parts)) for part in parts]
    whole[-1] += total - sum(whole)
    return whole
