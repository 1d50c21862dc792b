"""DOCX: a document to edit, with real headings, header rows and linked references."""

import io
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from batteryviz.export import word_parts as make
from batteryviz.export.closing import colophon_lines, page_lines
from batteryviz.export.column_widths import shares
from batteryviz.export.contents import as_a_book, contents
from batteryviz.export.edition import Edition
from batteryviz.export.evidence import EVIDENCE_TITLE
from batteryviz.export.word_blocks import PageBlocks, small_table
from batteryviz.export.word_frame import image, new_document, web_link
from batteryviz.export.words import LEGEND
from batteryviz.export.zips import settled
from batteryviz.views.document import Document

_QUIET = make.Look(colour=make.QUIET)


def write(edition: Edition) -> bytes:
    """Return ``edition`` as a Word document; several pages get a table of contents."""
    edition = as_a_book(edition)
    document = new_document(edition)
    # The last element of the body describes the paper, and stays last.
    last = document.element.body.sectPr
    for piece in _pieces(edition, document):
        last.addprevious(piece)
    stream = io.BytesIO()
    document.save(stream)
    return settled(stream.getvalue(), edition.moment)


def _pieces(edition: Edition, document: Any) -> list[Any]:
    anchors = {page.key: f"page{number}" for number, page in enumerate(edition.documents, 1)}
    groups = {} if edition.is_one_page else contents(edition.documents)
    opening = {members[0].key: name for name, members in groups.items()}
    level = 2 if groups else 1
    bookmarks = make.Bookmarks()
    pieces = _cover(edition, groups, anchors) if groups else []
    for page in edition.documents:
        if groups:
            pieces.append(make.page_break())
        if page.key in opening:
            pieces.append(make.paragraph([make.run(opening[page.key])], "Heading1"))
        blocks = PageBlocks(
            page, anchors, level, bookmarks, partial(web_link, document), partial(image, document)
        )
        pieces += _article(edition, page, blocks, level)
    if groups:
        pieces.append(make.page_break())
    return pieces + _colophon(edition, level)


def _cover(
    edition: Edition, groups: Mapping[str, Sequence[Document]], anchors: Mapping[str, str]
) -> list[Any]:
    colophon = edition.colophon
    dated = f"Version {colophon.version}, facts as of {colophon.facts_as_of}"
    pieces = [
        make.paragraph([make.run(edition.title)], "Title"),
        make.paragraph([make.run(dated)], "Subtitle"),
        make.paragraph([make.run(colophon.scope)]),
        make.paragraph([make.run("Contents", make.Look(bold=True, half_points=28))], keep=True),
    ]
    kicker = make.Look(kicker=True, colour=make.ACCENT, half_points=17)
    for name, members in groups.items():
        pieces.append(make.paragraph([make.run(name, kicker)], keep=True, before=120, after=20))
        for page in members:
            title = [make.run(page.title, make.Look(colour=make.LINK))]
            pieces.append(make.paragraph([make.link_inside(anchors[page.key], title)], after=0))
    return pieces


def _article(edition: Edition, page: Document, blocks: PageBlocks, level: int) -> list[Any]:
    pieces = [make.paragraph(blocks.marked_title(), f"Heading{level}")]
    if page.subtitle:
        pieces.append(make.paragraph([make.run(page.subtitle, _QUIET)]))
    for block in page.blocks:
        pieces += blocks.pieces(block)
    if page.claims:
        pieces.append(make.paragraph([make.run(EVIDENCE_TITLE)], f"Heading{level + 1}"))
        pieces += blocks.evidence_table()
    pieces += [make.paragraph([make.run(words, _QUIET)]) for words in page_lines(edition, page)]
    return pieces


def _colophon(edition: Edition, level: int) -> list[Any]:
    what = "page" if edition.is_one_page else "file"
    return [
        make.paragraph([make.run(f"About this {what}")], f"Heading{level + 1}"),
        make.paragraph([make.run(LEGEND, make.Look(half_points=18))]),
        *small_table(
            shares([22, 78], make.TABLE_WIDTH), ("", ""), colophon_lines(edition), "Colophon"
        ),
    ]
