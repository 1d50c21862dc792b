"""Names as readers type them. Without any import: this runs before a look-up answers."""


def words_of(text: str) -> list[str]:
    """Return the words of ``text``: runs of letters and digits, in lower case."""
    return "".join(sign if sign.isalnum() else " " for sign in text.casefold()).split()


def compact(text: str) -> str:
    """Return ``text`` as typed in a hurry: letters and digits only."""
    return "".join(words_of(text))
