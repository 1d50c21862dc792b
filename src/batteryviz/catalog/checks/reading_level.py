"""How hard a text is to read: the Flesch-Kincaid grade, with the pack's own words excused.

The grade is the year of American school in which a text is read with ease. Names and
glossary terms are what a reader comes to learn, so each counts as one short word.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.checks.phrases import Phrases
from batteryviz.catalog.checks.places import file_of
from batteryviz.catalog.faults import Problem

HIGHEST_GRADE = 8.0
"""The grade that labels and tours are held to, on average."""

HARDEST_GRADE = 10.0
"""The grade that no single text may pass: the grades of short texts swing widely."""

FEWEST_WORDS = 15
"""Words from which the formula says something of a text."""

_NAME = "It"
_RUN = re.compile(r"\w+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_DESIGNATION = re.compile(r"[\w/.,-]+")
_DIGIT = re.compile(r"\d")
_TAIL = re.compile(r"[\w/,-]*")
_VOWELS = re.compile(r"[aeiouyàâäåáèéêëìíîïòôöóøùúûü]+")
_SILENT_END = re.compile(r"(?:[^laeiouy]es|[^dtaeiouy]ed|[^laeiouy]e)$")


class Reading(NamedTuple):
    """One text and its grade."""

    file: str
    path: tuple[str | int, ...]
    grade: float


def readings(catalog: Catalog) -> list[Reading]:
    """Return the grade of every label, and of every text of a tour step, of 15 words or more."""
    excused = _excused(catalog)
    texts: list[tuple[str, tuple[str | int, ...], str]] = [
        (file_of(catalog, subject.id), ("label",), subject.label)
        for subject in catalog.subjects.values()
    ]
    texts += [
        (f"tours/{tour.id}", ("steps", number, "text"), step.text)
        for tour in catalog.tours.values()
        for number, step in enumerate(tour.steps)
    ]
    return [
        Reading(file, path, grade(text, excused))
        for file, path, text in texts
        if len(text.split()) >= FEWEST_WORDS
    ]


def mean(found: list[Reading]) -> float:
    """Return the mean grade; 0 when there is nothing to read."""
    return sum(reading.grade for reading in found) / len(found) if found else 0.0


def reading_report(catalog: Catalog) -> str:
    """Return the figures in one line, for a report on the pack."""
    found = readings(catalog)
    if not found:
        return "Reading level: nothing to read."
    hardest = max(found, key=lambda reading: reading.grade)
    return (
        f"Reading level: {len(found)} labels and tour texts, US grade {mean(found):.1f} on "
        f"average (at most {HIGHEST_GRADE:g}); the hardest is {hardest.file} at grade "
        f"{hardest.grade:.1f} (at most {HARDEST_GRADE:g})."
    )


def texts_are_easy_to_read(catalog: Catalog) -> Iterator[Problem]:
    """Labels and tour texts are read with ease at about grade 8."""
    found = readings(catalog)
    for reading in found:
        if reading.grade > HARDEST_GRADE:
            yield Problem(
                reading.file,
                reading.path,
                f"{reading.path[-1]}: reads at US grade {reading.grade:.1f}, at most "
                f"{HARDEST_GRADE:g}: use shorter sentences and words",
            )
    if mean(found) > HIGHEST_GRADE:
        yield Problem(
            "pack",
            (),
            f"labels and tours read at US grade {mean(found):.1f} on average, at most "
            f"{HIGHEST_GRADE:g}",
        )


def grade(text: str, excused: "Excused | None" = None) -> float:
    """Return the Flesch-Kincaid grade of ``text``, at least 0."""
    if excused is not None:
        text = excused.without(text)
    # Numbers and designations are read as one word of one syllable.
    text = _DESIGNATION.sub(_without_number, text)
    sentences = max(1, len(re.findall(r"[.?!](?:\s|$)", text)))
    words = _WORD.findall(text)
    if not words:
        return 0.0
    count = sum(syllables(word) for word in words)
    return max(0.0, 0.39 * len(words) / sentences + 11.8 * count / len(words) - 15.59)


def _without_number(run: "re.Match[str]") -> str:
    """Return a run of letters, digits and what joins them, its number as one short word.

    The number goes from the first letter or digit to the last digit and what clings to
    it. One pattern would try each sign of a long run as a beginning, and look from each
    through all the rest for a digit.
    """
    text = run[0]
    digits = [digit.end() for digit in _DIGIT.finditer(text)]
    first = _RUN.search(text)
    if not digits or first is None:
        return text
    tail = _TAIL.match(text, digits[-1])
    end = digits[-1] + len(tail[0].rstrip("/,-") if tail else "")
    return f"{text[: first.start()]}{_NAME}{text[end:]}"


def syllables(word: str) -> int:
    """Return about how many syllables an English word has, at least one."""
    bare = word.casefold().removesuffix("'s").removesuffix("’s")
    count = len(_VOWELS.findall(_SILENT_END.sub(lambda end: end[0][:1], bare)))
    # "ia", "io" and the like are mostly two sounds, but not in -tion, -sion and -cial.
    apart = re.findall(r"[^tscg]i[ao]|[aeiou]ing\b|eo|ua(?!r)|[^q]uo", bare)
    return max(1, count + len(apart))


class Excused:
    """The names and terms of a pack."""

    def __init__(self, names: Iterable[str]) -> None:
        """Excuse ``names``, in any case and in the plural."""
        self._names = Phrases()
        for name in names:
            # A name that begins with a sign is not read as a word.
            if _RUN.match(name):
                self._names.add(name, name)

    def without(self, text: str) -> str:
        """Return ``text`` with each name replaced by one short word; longer names first."""
        return self._names.without(text, _NAME)


def _excused(catalog: Catalog) -> Excused:
    names = {subject.name for subject in catalog.subjects.values()}
    for term in catalog.terms.values():
        names |= {term.term, *term.also, *([term.expansion] if term.expansion else [])}
    return Excused(names)
