"""Promises about disagreement: rivals carry a reason, and only rivals do."""

from collections.abc import Iterator

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.checks.places import placed_claims
from batteryviz.catalog.faults import Problem


def rivals_carry_a_reason(catalog: Catalog) -> Iterator[Problem]:
    """Claims that do not say the same are joined in disagreements.yaml, with a reason."""
    for file, path, claim in placed_claims(catalog):
        rivals = catalog.rivals(claim)
        if not rivals:
            continue
        joined = {voice for item in catalog.disagreements_of(claim.id) for voice in item.claims}
        lonely = [rival.id for rival in rivals if rival.id not in joined]
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


def disagreements_are_still_needed(catalog: Catalog) -> Iterator[Problem]:
    """The voices of a disagreement do not all say the same: else it is to be removed."""
    for item in catalog.disagreements.values():
        if len(item.claims) + len(item.events) > 1 and not catalog.voices_differ(item):
            yield Problem(
                "disagreements",
                (item.id,),
                f"{item.id}: its voices say the same now: remove the stanza",
            )
