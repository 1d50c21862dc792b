"""The promises a pack keeps, one small function each; ``check`` runs them all.

What one file must hold by itself (a date names its event, a unit has a number, a source
says how much of it was read) stands in the models, and what must fit between files
(references, units of parameters) in ``catalog.joints``: such a pack does not load.
"""

from pathlib import Path
from typing import Final

from batteryviz.catalog.checks.evidence import (
    checked_citations_were_read,
    checked_claims_rest_on_more_than_weak_sources,
    nothing_was_read_after_the_facts_date,
    silences_were_looked_for,
)
from batteryviz.catalog.checks.orphans import parameters_are_used, sources_are_cited, terms_are_met
from batteryviz.catalog.checks.places import Check
from batteryviz.catalog.checks.reading_level import texts_are_easy_to_read
from batteryviz.catalog.checks.refused import nothing_refused_is_recorded
from batteryviz.catalog.checks.rivals import (
    disagreements_are_still_needed,
    disagreements_have_rivals,
    rivals_carry_a_reason,
)
from batteryviz.catalog.checks.running import run
from batteryviz.catalog.checks.scope import (
    a_figure_sizes_one_thing,
    families_end,
    subjects_of_claims_are_wider,
)
from batteryviz.catalog.checks.tours import tours_rest_on_firm_claims, tours_speak_briefly
from batteryviz.catalog.checks.wording import (
    acronyms_of_labels_are_explained,
    labels_are_short,
    parameter_labels_fit,
)
from batteryviz.catalog.faults import Fault, Problem

__all__ = ["CHECKS", "Check", "Problem", "check"]

CHECKS: Final[tuple[Check, ...]] = (
    labels_are_short,
    parameter_labels_fit,
    acronyms_of_labels_are_explained,
    checked_claims_rest_on_more_than_weak_sources,
    checked_citations_were_read,
    nothing_was_read_after_the_facts_date,
    silences_were_looked_for,
    rivals_carry_a_reason,
    disagreements_have_rivals,
    disagreements_are_still_needed,
    subjects_of_claims_are_wider,
    families_end,
    a_figure_sizes_one_thing,
    nothing_refused_is_recorded,
    sources_are_cited,
    parameters_are_used,
    terms_are_met,
    tours_rest_on_firm_claims,
    tours_speak_briefly,
    texts_are_easy_to_read,
)
"""In the order they run; a new promise is one function and one line here."""


def check(place: Path) -> list[Fault]:
    """Return every problem of the pack at ``place``, in the order of files and lines.

    A pack that does not load gives its faults only. Raises ``NoPackError``.
    """
    return run(CHECKS, place)
