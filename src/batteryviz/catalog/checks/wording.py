"""Promises about words: labels are short, fit their place, and explain their acronyms."""

import re
from collections.abc import Iterable, Iterator

from batteryviz.catalog.catalog import AnySubject, Catalog, names_of
from batteryviz.catalog.checks.places import file_of
from batteryviz.catalog.faults import Problem
from batteryviz.model.battery import DescribedBattery

LONGEST_LABEL = 70
"""Words of a museum label."""

LONGEST_PARAMETER_LABEL = 32
"""Characters of the first column of a table."""

_WORD = re.compile(r"[^\W_][\w/+-]*[\w+]|[^\W_]")
_ROMAN = re.compile(r"[IVX]+")


def labels_are_short(catalog: Catalog) -> Iterator[Problem]:
    """A label has at most 70 words."""
    for name, subject in catalog.subjects.items():
        words = len(subject.label.split())
        if words > LONGEST_LABEL:
            yield Problem(
                file_of(catalog, name),
                ("label",),
                f"label: {words} words; a label has at most {LONGEST_LABEL}",
            )


def parameter_labels_fit(catalog: Catalog) -> Iterator[Problem]:
    """A parameter's label fits the first column of a table."""
    for parameter in catalog.parameters.values():
        if len(parameter.label) > LONGEST_PARAMETER_LABEL:
            yield Problem(
                "parameters",
                (parameter.id, "label"),
                f"label: longer than {LONGEST_PARAMETER_LABEL} characters",
            )


def acronyms_of_labels_are_explained(catalog: Catalog) -> Iterator[Problem]:
    """An acronym in a label is in the glossary, or a name of that sheet, or a designation."""
    known = set(_words(form for term in catalog.terms.values() for form in (term.term, *term.also)))
    known |= set(_words(_designations(catalog.subjects.values())))
    for name, subject in catalog.subjects.items():
        own = set(_words(names_of(subject)))
        for word in dict.fromkeys(_words([subject.label])):
            if _is_acronym(word) and word not in known and word not in own:
                yield Problem(
                    file_of(catalog, name),
                    ("label",),
                    f"label: {word} is not in the glossary: explain it in terms.yaml",
                )


def _designations(subjects: Iterable[AnySubject]) -> Iterator[str]:
    for subject in subjects:
        if not isinstance(subject, DescribedBattery) and subject.designation:
            yield subject.designation


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _WORD.findall(text)


def _is_acronym(word: str) -> bool:
    """Say whether a word has two capitals and is no Roman numeral: ECS, GaN, PAC-3."""
    return sum(letter.isupper() for letter in word) > 1 and not _ROMAN.fullmatch(word)
