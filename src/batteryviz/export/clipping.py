"""A cell, a row or a page as text for a clipboard: it never leaves without its citation."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from batteryviz.export.markdown import to_markdown
from batteryviz.export.plain import to_plain
from batteryviz.export.words import reference_line, with_words
from batteryviz.safety.escaping import bibtex_field, markdown
from batteryviz.views.document import Cell, CitationLine, Document, Row

Amount = Literal["cell", "row", "page", "citation"]
Form = Literal["plain", "markdown"]


class Picked(NamedTuple):
    """What a reader points at: a document, and in it a cell and the rows around the cell."""

    document: Document
    cell: Cell
    rows: Sequence[Row]
    """The row of the cell, and those that go on with the same matter."""
    columns: tuple[str, ...]


class Clip(NamedTuple):
    """Text for a clipboard, and what was copied in a few words."""

    text: str
    what: str


def clip(picked: Picked, amount: Amount, form: Form) -> Clip:
    """Return what is picked as text with its citations."""
    document = picked.document
    if amount == "page":
        text = to_plain(document) if form == "plain" else to_markdown(document)
        return Clip(text, f"the page “{document.title}”")
    if amount == "citation":
        return Clip("\n".join(citation_lines(document)), f"how to cite “{document.title}”")
    cells = [picked.cell] if amount == "cell" else [c for row in picked.rows for c in row.cells]
    label = _label(picked)
    citations = list(_citations(document, cells))
    where = "From" if form == "plain" else "*From"
    stop = "" if form == "plain" else "*"
    body = [_said(document, picked.cell)] if amount == "cell" else _row_lines(document, picked)
    if form == "plain":
        lines = [f"{label}: {body[0]}" if len(body) == 1 else f"{label}:"]
        lines += [f"- {line}" for line in body if len(body) > 1]
        lines += [f"[{number}] {line}" for number, line in enumerate(citations, 1)]
    else:
        lines = [f"**{markdown(label)}:** {markdown(body[0])}" if len(body) == 1 else ""]
        if len(body) > 1:
            lines = [f"**{markdown(label)}:**", "", *(f"- {markdown(line)}" for line in body)]
        lines += ["", *(f"{number}. {markdown(line)}" for number, line in enumerate(citations, 1))]
        lines.append("")
    lines.append(f"{where} {_marked(document.colophon.cite_as(document.title), form)}{stop}")
    sources = f"{len(citations)} citation{'' if len(citations) == 1 else 's'}"
    return Clip("\n".join(lines), f"{label}, with {sources}")


def _marked(text: str, form: Form) -> str:
    return text if form == "plain" else markdown(text)


def _label(picked: Picked) -> str:
    """Return what the row is about: ``PAC-3, weight``."""
    voices = [
        picked.document.voices[claim]
        for claim in picked.cell.claims
        if claim in picked.document.voices
    ]
    if voices:
        return f"{voices[0].subject_name}, {voices[0].label}"
    first = next((row.cells[0].text for row in picked.rows if row.cells[0].text), "")
    return first if first and first != picked.cell.text else picked.document.title


def _said(document: Document, cell: Cell) -> str:
    """Return a cell in words: its value, how sure it is, and who else speaks."""
    voices = [document.voices[claim] for claim in cell.claims if claim in document.voices]
    if not voices:
        return with_words(cell)
    values = []
    for voice in voices:
        printed = f", printed “{voice.printed}”" if voice.printed else ""
        scope = f"; {voice.scope}" if voice.scope else ""
        values.append(f"{voice.text}{printed} ({voice.evidence}{scope})")
    text = "; ".join(values)
    rivals = dict.fromkeys(
        document.voices[rival].text
        for voice in voices
        for rival in voice.rivals
        if rival in document.voices and rival not in cell.claims
    )
    return f"{text}; sources disagree, others say {', '.join(rivals)}" if rivals else text


def _row_lines(document: Document, picked: Picked) -> list[str]:
    """Return a row, or all rows of one matter, one line for each value."""
    lines = []
    for row in picked.rows:
        for name, cell in zip(picked.columns[1:], row.cells[1:], strict=True):
            lead = f"{name}: " if name and len(picked.columns) > 2 else ""
            lines.append(f"{lead}{_said(document, cell)}")
    return lines or [with_words(picked.cell)]


def _citations(document: Document, cells: Iterable[Cell]) -> Iterable[str]:
    """Yield every citation behind ``cells`` once: reference, place, how read, address."""
    seen = set()
    for cell in cells:
        for claim in cell.claims:
            if claim in document.voices:
                for line in document.voices[claim].citations:
                    text = _citation(line)
                    if text not in seen:
                        seen.add(text)
                        yield text
        if not cell.claims:
            for reference in document.references:
                named = cell.target == f"source:{reference.source}"
                text = f"{reference_line(reference)} {reference.url}".rstrip()
                if (reference.number in cell.refs or named) and text not in seen:
                    seen.add(text)
                    yield text


def _citation(line: CitationLine) -> str:
    place = f" {line.locator[:1].upper()}{line.locator[1:]}." if line.locator else ""
    return f"{line.text}{place} ({line.read}) {line.url}".rstrip()


AUTHOR = "batteryviz contributors"


def citation_lines(document: Document) -> list[str]:
    """Return how to cite a page: a line for people, and an entry for reference managers."""
    colophon = document.colophon
    year = colophon.facts_as_of.split()[-1]
    key = "".join(sign if sign.isalnum() else "-" for sign in document.key)
    fields = {
        "author": f"{{{AUTHOR}}}",
        "title": bibtex_field(document.title),
        "howpublished": bibtex_field(f"{colophon.pack}, version {colophon.version}"),
        "year": year,
        "note": bibtex_field(f"Facts as of {colophon.facts_as_of}. Page {document.key}"),
    }
    return [
        f"{AUTHOR}. {colophon.cite_as(document.title)}",
        "",
        f"@misc{{batteryviz-{key},",
        *(f"  {name} = {{{value}}}," for name, value in fields.items()),
        "}",
    ]
