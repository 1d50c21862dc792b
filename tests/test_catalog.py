"""Questions to the catalog: what a thing is called, what is said of it, who disagrees."""

from pathlib import Path

import pytest

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.checked import checked_only
from batteryviz.catalog.loading import load
from batteryviz.compiled.opening import open_library
from batteryviz.model.evidence import Claim
from program import TOY, run


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ol-lmp-2", "ol-lmp-2"),
        ("OL/LMP-2", "ol-lmp-2"),
        ("ol lmp 2", "ol-lmp-2"),
        ("ollmp2", "ol-lmp-2"),
        ("New Lantern", "ol-lmp-2"),
        ("new-lantern", "ol-lmp-2"),
        ("LAMP ONE", "ol-lmp-1"),
        ("CH", "control-hut"),
        ("the home battery", "northmere-battery"),
        ("Ölspiegel", "sunwink"),
        ("ÖLSPIEGEL", "sunwink"),
        ("HT 9", "hand-truck"),
        ("lamp", None),
        ("", None),
        ("…", None),
        ("lmp", None),
        ("lamp-gazette-1921", None),
    ],
)
def test_a_careless_name_finds_its_subject(toy: Catalog, words: str, found: str | None) -> None:
    """The models and the compiled pack understand the same names."""
    assert toy.find(words) == found
    assert open_library(str(TOY)).store.find(words) == found


def test_models_and_compiled_pack_understand_every_name(shipped: Catalog) -> None:
    store = open_library().store
    for subject in shipped.subjects.values():
        for words in (subject.id, subject.name, *subject.aliases):
            assert store.find(words) == shipped.find(words), words


def test_an_id_belongs_to_its_own_subject(pack: Path) -> None:
    """An alias that is another's id does not hide that other."""
    file = pack / "elements" / "control-hut.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f'aliases: ["fs-1", "dynamo cart"]\n{text}', encoding="utf-8")
    catalog = load(pack)
    assert catalog.find("FS 1") == "fs-1"
    assert catalog.find("Dynamo Cart") == "dynamo-cart"


def test_claims_on_a_family_stand_under_its_members(toy: Catalog) -> None:
    own = [claim.id for claim in toy.subjects["ol-lmp-1"].claims]
    assert [claim.id for claim in toy.claims_under("ol-lmp-1")] == [
        *own,
        "signal-lamp.reach",
        "signal-lamp.power-from-dynamo",
    ]
    assert toy.families("ol-lmp-1") == ["signal-lamp"]
    assert [member.id for member in toy.members("signal-lamp")] == ["ol-lmp-1", "ol-lmp-2"]


def test_families_that_lead_in_a_circle_end(pack: Path) -> None:
    file = pack / "elements" / "signal-lamp.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"family: ol-lmp-1\n{text}", encoding="utf-8")
    catalog = load(pack)
    assert catalog.families("ol-lmp-1") == ["signal-lamp"]
    assert catalog.families("ol-lmp-2") == ["signal-lamp", "ol-lmp-1"]
    under = [claim.id for claim in catalog.claims_under("ol-lmp-1")]
    assert len(under) == len(set(under))


def claim(toy: Catalog, name: str) -> Claim:
    """Return the claim called ``name``."""
    return toy.claims[name]


def test_claims_that_share_a_scope_and_differ_are_rivals(toy: Catalog) -> None:
    assert [rival.id for rival in toy.rivals(claim(toy, "ol-lmp-2.beam-office"))] == [
        "ol-lmp-2.beam-optics",
        "ol-lmp-2.beam-poster",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "fs-2.price-1921",
        "fs-2.capacity-red",
        "dynamo-cart.service-weeks",
        "ol-lmp-2.glass",
        "ol-lmp-1.beam",
        "flare.maker",
        "ol-lmp-1.height",
    ],
)
def test_another_date_variant_condition_or_subject_is_no_dispute(toy: Catalog, name: str) -> None:
    """Nor are two makers: a parameter may have several answers at once."""
    assert not toy.is_disputed(claim(toy, name))


def test_rivals_of_different_scope_are_joined_with_a_reason(pack: Path) -> None:
    with (pack / "disagreements.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "\nprices:\n  title: the price of a stand\n"
            "  claims: [fs-2.price-1921, fs-2.price-1923]\n"
            "  reason: year\n  explanation: Two years lie between them.\n"
        )
    catalog = load(pack)
    assert [c.id for c in catalog.rivals(catalog.claims["fs-2.price-1921"])] == ["fs-2.price-1923"]


def test_events_stand_oldest_first(toy: Catalog) -> None:
    assert [event.id for event in toy.timeline] == [
        "oldest-mention",
        "first-lamp-gazette",
        "first-lamp-card",
        "stand-production",
        "lamp-two-announced",
    ]
    assert [event.id for event in toy.events_of("northmere-lamp-works")] == ["first-lamp-gazette"]


def test_every_claim_is_found_by_its_source(toy: Catalog) -> None:
    for source in toy.sources:
        assert {c.id for c in toy.resting_on(source)} == {
            c.id for c in toy.claims.values() if source in {cited.source for cited in c.cited}
        }


def test_numbers_in_names_are_read_as_numbers(pack: Path) -> None:
    text = (pack / "elements" / "fs-1.yaml").read_text(encoding="utf-8")
    (pack / "elements" / "fs-10.yaml").write_text(
        text.replace("name: FS-1", "name: FS-10").replace("FS-1\n", "FS-10\n"), encoding="utf-8"
    )
    order = [subject.id for subject in load(pack).in_reading_order()]
    assert order.index("fs-1") < order.index("fs-2") < order.index("fs-10")


def test_checked_only_drops_the_unchecked_and_counts_them(toy: Catalog) -> None:
    kept = checked_only(toy)
    unchecked = {c.id for c in toy.claims.values() if c.evidence == "unchecked"}
    assert len(unchecked) == 6
    assert {left.id for left in kept.left_out} == unchecked
    assert set(kept.claims) == set(toy.claims) - unchecked
    assert set(kept.events) == set(toy.events) - {"lamp-two-announced"}
    assert set(kept.terms) == {"lmp"}
    assert not toy.left_out


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Name ab", "Name ab"),
        ("Name a-b", "Name a-b"),
        ("NAME AB", "Name ab"),
        ("name a-b", "Name a-b"),
        ("name-ab", "Name a-b"),
        ("a-b", "Name a-b"),
        ("ab", "Name ab"),
        ("Bear", "Name ab"),
    ],
)
@pytest.mark.parametrize("form", ["text", "plain", "markdown"])
def test_a_name_as_it_is_written_outranks_one_without_its_signs(
    pack: Path, words: str, title: str, form: str
) -> None:
    """The first of two names with the same letters does not hide the second."""
    for name, alias in (("a-b", "be-ar"), ("ab", "bear")):
        (pack / "elements" / f"{name}.yaml").write_text(
            f"kind: organisation\nname: Name {name}\naliases: [{alias}]\n"
            "label: A maker.\nsummary: A maker of lamps.\n",
            encoding="utf-8",
        )
    assert load(pack).subjects[load(pack).find(words) or ""].name == title
    # The first run compiles the pack, the second takes the shortest way.
    for _ in range(2):
        ran = run("show", words, "--format", form, specs=pack)
        assert ran.code == 0, ran.err
        assert title in ran.out.splitlines()[0]
