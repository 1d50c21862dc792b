"""BibTeX: the sources of a page for programs that keep references."""

from collections.abc import Sequence

from batteryviz.export.bibliography import ARTICLES, closing, date_parts, merged, note, texts
from batteryviz.export.edition import Edition
from batteryviz.safety.escaping import bibtex_comment, bibtex_field
from batteryviz.views.document import Document, Reference

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def write(edition: Edition) -> bytes:
    """Return the sources of ``edition`` as BibTeX, with its colophon."""
    return _bibtex(merged(edition.documents), closing(edition)).encode()


def show(documents: Sequence[Document]) -> str:
    """Return the sources of ``documents`` as BibTeX."""
    return _bibtex(merged(documents), documents[0].closing())


def _bibtex(references: Sequence[Reference], colophon: Sequence[str]) -> str:
    comment = "\n".join(f"  {bibtex_comment(line)}" for line in colophon)
    return "\n".join([f"@comment{{\n{comment}\n}}\n", *map(_entry, references)])


def _entry(reference: Reference) -> str:
    source = texts(reference)
    kind = source["kind"]
    fields = {"title": f"{{{bibtex_field(source['title'])}}}"}
    if source["author"]:
        # Braces keep a name whole: the catalog does not say which word is the family's.
        fields["author"] = f"{{{bibtex_field(source['author'])}}}"
    if kind in ARTICLES:
        fields["journal"] = bibtex_field(source["publisher"])
        fields["entrysubtype"] = "newspaper" if kind == "press" else ""
    else:
        fields["organization"] = bibtex_field(source["publisher"])
    parts = date_parts(source["published"])
    fields["date"] = source["published"] if parts else ""
    fields["year"] = str(parts[0]) if parts else bibtex_field(source["published"])
    fields["month"] = _MONTHS[parts[1] - 1] if len(parts) > 1 else ""
    fields["url"] = source["url"]
    fields["urldate"] = source["read_on"] if source["url"] else ""
    fields["language"] = source["language"]
    fields["keywords"] = bibtex_field(kind)
    fields["note"] = bibtex_field(note(reference, source))
    article = kind in ARTICLES
    entry_type = "article" if article else "online" if source["url"] else "misc"
    body = ",\n".join(
        f"  {name} = {value if name == 'month' else f'{{{value}}}'}"
        for name, value in fields.items()
        if value
    )
    return f"@{entry_type}{{{reference.source},\n{body}\n}}\n"
