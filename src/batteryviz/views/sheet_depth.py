"""How much of a sheet is shown. Free of pydantic, as ready sheets are cut to depth too."""

from dataclasses import replace
from typing import Literal

from batteryviz.views.document import Document

Depth = Literal["label", "summary", "full"]

_BLOCKS: dict[Depth, int] = {"label": 1, "summary": 2}


def at_depth(document: Document, depth: Depth) -> Document:
    """Return a sheet with its blocks cut to ``depth``; its data stays whole."""
    if depth == "full":
        return document
    return replace(document, blocks=document.blocks[: _BLOCKS[depth]])
