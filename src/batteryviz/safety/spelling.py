"""How near a name is to what was typed. Without any import: a look-up waits for this."""


def spellings(words: str) -> tuple[str, str]:
    """Return keys of ``words`` as they are written, and in any case: the nearest first."""
    return f"name:{words}", f"name in any case:{words.casefold()}"
