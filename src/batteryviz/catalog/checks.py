"""The promises a pack keeps, one small function each; ``check`` runs them all."""

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.faults import Fault, Faults, PackError, Problem
from batteryviz.catalog.loading import load_with_locators
from batteryviz.catalog.strict_yaml import Path as ValuePath
from batteryviz.catalog.tour_checks import tours_rest_on_firm_claims, tours_speak_briefly
from batteryviz.model.battery import DescribedBattery
from batteryviz.model.evidence import Claim

LONGEST_LABEL = 70
"""Words of a museum label."""

LONGEST_PARAMETER_LABEL = 32


Check = Callable[[Catalog], Iterator[Problem]]


def check(place: Path) -> list[Fault]:
    """Return every problem of the pack at ``place``, in the order of files and lines.

    A pack that does not load gives its faults only. Raises ``NoPackError``.
    """
    try:
        catalog, locators = load_with_locators(place)
    except PackError as error:
        return error.faults
    problems = [problem for promise in CHECKS for problem in promise(catalog)]
    faults = Faults()
    # File by file, as each is parsed once more to find the lines.
    for file, group in groupby(sorted(problems, key=_file), key=_file):
        room, _, name = file.rpartition("/")
        for problem in group:
            if not faults.full:
                locator = locators[room, name]
                faults.add(locator.shown, locator.place(problem.path), problem.message)
        locators[room, name].forget()
    return list(faults)


def _file(problem: Problem) -> str:
    return problem.file


def file_of(catalog: Catalog, subject_id: str) -> str:
    """Return the file a subject is written in."""
    described = isinstance(catalog.subjects[subject_id], DescribedBattery)
    return f"{'batteries' if described else 'elements'}/{subject_id}"


def _claims(catalog: Catalog) -> Iterator[tuple[str, ValuePath, Claim]]:
    for subject in catalog.subjects.values():
        for number, claim in enumerate(subject.claims):
            yield file_of(catalog, subject.id), ("claims", number), claim


def labels_are_short(catalog: Catalog) -> Iterator[Problem]:
    """A label has at most 70 words."""
    for subject in catalog.subjects.values():
        words = len(subject.label.split())
        if words > LONGEST_LABEL:
            yield Problem(
                file_of(catalog, subject.id),
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


def checked_claims_rest_on_more_than_weak_sources(catalog: Catalog) -> Iterator[Problem]:
    """A checked claim has a checked citation of a source that is not weak."""
    for file, path, claim in _claims(catalog):
        if claim.evidence == "checked" and all(
            catalog.sources[cited.source].weak
            for cited in claim.cited
            if cited.evidence == "checked"
        ):
            yield Problem(
                file, path, "cited: only weak sources; mark the citations unchecked or add a source"
            )


def checked_citations_were_read(catalog: Catalog) -> Iterator[Problem]:
    """A checked citation is of a source that was read."""
    for file, path, claim in _claims(catalog):
        for number, cited in enumerate(claim.cited):
            if cited.evidence == "checked" and catalog.sources[cited.source].read_on is None:
                yield Problem(
                    file,
                    (*path, "cited", number),
                    f"cited: {cited.source} is not yet read, so nothing in it is checked",
                )


def rivals_carry_a_reason(catalog: Catalog) -> Iterator[Problem]:
    """Claims that do not say the same are joined in disagreements.yaml, with a reason."""
    for file, path, claim in _claims(catalog):
        joined = {voice for item in catalog.disagreements_of(claim.id) for voice in item.claims}
        lonely = [rival.id for rival in catalog.rivals(claim) if rival.id not in joined]
        if lonely:
            yield Problem(
                file,
                path,
                f"{claim.id} and {', '.join(lonely)} differ without a reason: "
                "join them in disagreements.yaml",
            )


def disagreements_have_rivals(catalog: Catalog) -> Iterator[Problem]:
    """A disagreement joins at least two claims or two events."""
    for item in catalog.disagreements.values():
        if len(item.claims) + len(item.events) < 2:
            yield Problem(
                "disagreements", (item.id,), f"{item.id}: a disagreement has two voices or more"
            )


def subjects_of_claims_are_wider(catalog: Catalog) -> Iterator[Problem]:
    """A claim stands under what its source spoke of, or under a part of that.

    Where the source spoke of something wider, the claim neither sizes nor rates the
    part without a note that says so.
    """
    for subject in catalog.subjects.values():
        wider = set(catalog.families(subject.id))
        if not isinstance(subject, DescribedBattery) and subject.part_of:
            wider.add(subject.part_of)
        for number, claim in enumerate(subject.claims):
            if claim.subject == subject.id:
                continue
            place = (file_of(catalog, subject.id), ("claims", number, "subject"))
            if claim.subject not in wider:
                yield Problem(
                    *place,
                    f"subject: {claim.subject} is neither a family nor the whole of {subject.id}",
                )
            elif claim.unit is not None and claim.note is None:
                yield Problem(
                    *place,
                    f"subject: a figure of {claim.subject} does not size {subject.id}; "
                    "move the claim, or add a note that says why it stands here",
                )


def nothing_is_an_orphan(catalog: Catalog) -> Iterator[Problem]:
    """Every source is cited, every parameter used."""
    cited = {c.source for claim in catalog.claims.values() for c in claim.cited}
    cited |= {c.source for event in catalog.events.values() for c in event.cited}
    cited |= {c.source for term in catalog.terms.values() for c in term.cited}
    used = {claim.parameter for claim in catalog.claims.values()}
    for subject in catalog.subjects.values():
        for silence in subject.silences:
            cited |= set(silence.looked_in)
            used.add(silence.parameter)
    for source in catalog.sources:
        if source not in cited:
            yield Problem("sources", (source,), f"{source}: nothing cites this source: remove it")
    for parameter in catalog.parameters:
        if parameter not in used:
            yield Problem("parameters", (parameter,), f"{parameter}: no claim uses it: remove it")


CHECKS: Final[tuple[Check, ...]] = (
    labels_are_short,
    parameter_labels_fit,
    checked_claims_rest_on_more_than_weak_sources,
    checked_citations_were_read,
    rivals_carry_a_reason,
    disagreements_have_rivals,
    subjects_of_claims_are_wider,
    nothing_is_an_orphan,
    tours_rest_on_firm_claims,
    tours_speak_briefly,
)
"""In the order they run; a new promise is one function and one line here."""
