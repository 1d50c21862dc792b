"""CSL-JSON: the sources of a page for programs that set references in any style."""

import json
from collections.abc import Sequence

from batteryviz.export.bibliography import ARTICLES, closing, date_parts, merged, note, texts
from batteryviz.export.edition import Edition
from batteryviz.views.document import Document, Json, Reference

_TYPES = {
    "press": "article-newspaper",
    "engineering paper": "article-journal",
    "encyclopedia": "entry-encyclopedia",
    "research institute": "report",
}


def write(edition: Edition) -> bytes:
    """Return the sources of ``edition`` as CSL-JSON, with its colophon."""
    return _csl(merged(edition.documents), closing(edition)).encode()


def show(documents: Sequence[Document]) -> str:
    """Return the sources of ``documents`` as CSL-JSON."""
    return _csl(merged(documents), documents[0].closing())


def _csl(references: Sequence[Reference], colophon: Sequence[str]) -> str:
    items: list[Json] = []
    for number, reference in enumerate(references):
        # The format has no place for what holds for the whole list: the first item says it.
        first: dict[str, Json] = {} if number else {"colophon": list(colophon)}
        items.append(
            {**_item(reference), "custom": {"locators": list(reference.locators), **first}}
        )
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(reference: Reference) -> dict[str, Json]:
    source = texts(reference)
    kind = source["kind"]
    published, read_on = date_parts(source["published"]), date_parts(source["read_on"])
    item: dict[str, Json] = {
        "id": reference.source,
        "type": _TYPES.get(kind, "webpage" if source["url"] else "document"),
        "title": source["title"],
        "publisher": source["publisher"],
        "language": source["language"],
        "keyword": kind,
        "note": note(reference, source),
    }
    if kind in ARTICLES:
        item["container-title"] = source["publisher"]
    if source["author"]:
        item["author"] = [{"literal": source["author"]}]
    if source["published"]:
        date: dict[str, Json] = {"date-parts": [list(published)]} if published else {}
        item["issued"] = date or {"literal": source["published"]}
    if source["url"]:
        item["URL"] = source["url"]
        if read_on:
            item["accessed"] = {"date-parts": [list(read_on)]}
    return item
