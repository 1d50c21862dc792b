"""Which subject a reader means. Few imports: a look-up waits for this."""

from batteryviz.safety.spelling import spellings

TYPE_CHECKING = False
"""Importing ``typing`` costs a tenth of a look-up; checkers know this name too."""

if TYPE_CHECKING:
    from batteryviz.compiled.store import Store


def subject_called(store: "Store", words: str) -> str | None:
    """Return the id of the subject called ``words``, as ``Catalog.find`` does."""
    written, in_any_case = spellings(words)
    return store.plain(written) or store.plain(in_any_case) or store.find(words)
