"""Names of several words, found in texts in one walk however many names there are."""

import re
from collections.abc import Iterator

MOST_WORDS = 16
"""Words and signs of a name that are looked for; a longer name is known by these.

A text that says one word again and again is followed so far from each of them.
"""

_TOKEN = re.compile(r"\w+|[^\w\s]")


class Phrases:
    """A tree of names, word for word: at each place of a text one branch is followed.

    One pattern of all names would be tried from its first to its last at every place,
    and many names may begin with one word. Small and large letters are the same.
    """

    def __init__(self) -> None:
        """Begin with no names."""
        self.owners: set[str] = set()
        """Whose name ends here."""
        self._after: dict[str, Phrases] = {}

    def add(self, name: str, owner: str) -> None:
        """Take in ``name``, which belongs to ``owner``."""
        node = self
        for word in _TOKEN.findall(name.casefold())[:MOST_WORDS]:
            node = node._after.setdefault(word, Phrases())
        if node is not self:
            node.owners.add(owner)

    def met_in(self, text: str) -> Iterator[set[str]]:
        """Yield, for each name met in ``text``, whose it is: sets that may be emptied."""
        words = _TOKEN.findall(text.casefold())
        for start, first in enumerate(words):
            node = self._after.get(first)
            at = start + 1
            while node is not None:
                if node.owners:
                    yield node.owners
                node = node._after.get(words[at]) if at < len(words) else None
                at += 1

    def without(self, text: str, instead: str) -> str:
        """Return ``text`` with the longest name at each place replaced, plurals as well."""
        folded = text.casefold()
        if len(folded) != len(text):
            # A letter that folds to two moves what follows it.
            text = folded
        words = list(_TOKEN.finditer(folded))
        kept: list[str] = []
        end = number = 0
        while number < len(words):
            length = self._longest_at(words, number)
            if length:
                kept += [text[end : words[number].start()], instead]
                end = words[number + length - 1].end()
            number += length or 1
        return "".join([*kept, text[end:]])

    def _longest_at(self, words: "list[re.Match[str]]", start: int) -> int:
        """Return how many words the longest name that begins at ``start`` has, or 0."""
        node: Phrases | None = self
        longest = 0
        for number in range(start, len(words)):
            word = words[number][0]
            for bare in (word, word.removesuffix("s"), word.removesuffix("es")):
                last = node._after.get(bare) if node is not None else None
                if last is not None and last.owners:
                    longest = number - start + 1
            node = node._after.get(word) if node is not None else None
            if node is None:
                break
        return longest
