"""What the shipped encyclopedia promises of its facts, beyond the rules of every pack."""

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.battery import DescribedBattery


def test_at_most_fifteen_percent_of_the_claims_are_unchecked(shipped: Catalog) -> None:
    unchecked = [claim for claim in shipped.claims.values() if claim.evidence == "unchecked"]
    assert len(unchecked) <= 0.15 * len(shipped.claims)


def test_every_unchecked_claim_names_a_public_work_to_check_it_against(shipped: Catalog) -> None:
    """A weak source may stand beside it, but sends nobody to a library."""
    for claim in shipped.claims.values():
        if claim.evidence == "unchecked":
            works = [shipped.sources[cited.source] for cited in claim.cited]
            assert any(not work.weak for work in works), claim.id


def test_no_checked_citation_is_of_a_weak_source(shipped: Catalog) -> None:
    for claim in shipped.claims.values():
        for cited in claim.cited:
            if cited.evidence == "checked":
                assert not shipped.sources[cited.source].weak, claim.id


def test_the_facts_rest_on_many_sources(shipped: Catalog) -> None:
    cited = {cited.source for claim in shipped.claims.values() for cited in claim.cited}
    assert len(cited) >= 190


def test_the_timeline_is_long_and_each_event_says_how_exact_its_date_is(shipped: Catalog) -> None:
    assert len(shipped.events) >= 45
    precisions = {event.date.precision for event in shipped.events.values()}
    assert {"day", "month", "year", "part of a decade"} <= precisions


def test_ten_batteries_are_described_each_with_a_citation(shipped: Catalog) -> None:
    """Several nations, and what a source leaves open stays open."""
    described = [s for s in shipped.subjects.values() if isinstance(s, DescribedBattery)]
    assert len(described) >= 10
    assert len({battery.user for battery in described if battery.user}) >= 7
    parts = {p.id for p in shipped.parameters.values() if p.counts}
    assert len(parts) == 5
    stated = {b.id: {c.parameter for c in b.claims} & parts for b in described}
    assert all(battery.claims for battery in described)
    assert any(found < parts for found in stated.values())


def test_the_topics_on_which_sources_disagree_are_joined_with_a_reason(shipped: Catalog) -> None:
    """Each topic that the reading met keeps all its values."""
    assert shipped.disagreements.keys() >= {
        "launchers-per-battery",
        "spanish-battery-launchers",
        "people-per-battery",
        "batteries-per-battalion",
        "missiles-on-one-launcher",
        "power-plant-feeds",
        "power-plant-engine",
        "antenna-mast-groups-per-fire-unit",
        "control-station-housing",
        "radar-range",
        "missile-range",
        "pac-3-weight",
        "patriot-in-service",
        "germany-patriot-year",
        "hemtt-start",
        "ltamds-first-award",
        "gem-t-order-value",
        "pac-3-planned-number",
        "user-nations",
        "gem-t-name",
    }


def test_no_range_is_given_to_one_radar_model(shipped: Catalog) -> None:
    """No text that was read says which model, target or mode a radar range is of."""
    subjects = {c.subject for c in shipped.claims.values() if c.parameter == "radar-range"}
    assert subjects == {"radar-set"}


def test_every_kind_of_thing_has_sheets(shipped: Catalog) -> None:
    kinds = {subject.kind for subject in shipped.subjects.values()}
    assert kinds >= {
        "system",
        "described-battery",
        "launching-station",
        "radar-set",
        "engagement-control-station",
        "antenna-mast-group",
        "electric-power-plant",
        "information-and-coordination-central",
        "communications-relay-group",
        "guided-missile-transporter",
        "carrier-vehicle",
        "interceptor",
        "support",
        "formation",
        "user",
        "organisation",
        "neighbour",
    }
