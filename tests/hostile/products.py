"""Short files whose lengths multiply: each says little, and together they ask for much.

``products`` are refused. ``heavy`` packs are sound, or broken in a way only ``check``
tells: what they ask for is dear when it is done the plain way, and must be cheap.
"""

import itertools
import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from hostile.making import HEAD, Breaker

_CITED = "cited: [{source: lamp-almanac, locator: entry D, evidence: unchecked}]"
_FEW_LETTERS = random.Random(7)  # noqa: S311 - a lot, no secret


def _element(name: str, more: str = "") -> tuple[str, str]:
    return f"elements/{name}.yaml", f"{HEAD}{more}"


def _claims(many: int, more: str = "variant: v{}", parameter: str = "capacity") -> str:
    lines = (
        f"  - {{id: c{n}, parameter: {parameter}, value: {n}, {more.format(n)}, {_CITED}}}\n"
        for n in range(many)
    )
    return f"claims:\n{''.join(lines)}"


def _alike() -> str:
    """Return an id of the longest length that is nearly like each other one."""
    return "".join(_FEW_LETTERS.choices("ab", k=64))


def _ids(names: Iterable[object]) -> str:
    return f"[{', '.join(map(str, names))}]"


def _term(name: str, more: str) -> str:
    return f"{name}: {{term: {name}, meaning: A word., {more}, {_CITED}}}\n"


def _disagreement(name: str, claims: Iterable[str], words: int = 1) -> str:
    explanation = f"{'words ' * words}."
    return (
        f"{name}: {{title: T, claims: {_ids(claims)}, reason: wording, explanation: {explanation}}}"
        "\n"
    )


def _tour(steps: Iterable[str]) -> str:
    inner = "".join(
        f"  - {{id: s{n}, page: battery, title: T, text: T., notes: N., minutes: 1, {step}}}\n"
        for n, step in enumerate(steps)
    )
    return f"title: T\nsummary: S.\naims: [A.]\nsteps:\n{inner}"


def _wrote(files: Iterable[tuple[str, str]]) -> Breaker:
    """Put files into the pack; what a list of it holds already stays before the new stanzas."""
    made = list(files)

    def put(pack: Path) -> None:
        for name, text in made:
            path = pack / name
            before = path.read_text(encoding="utf-8") if path.exists() else ""
            path.write_text(before + text, encoding="utf-8")

    return put


def guesses_in_terms(many: int) -> Iterator[tuple[str, str]]:
    """Unknown ids that are nearly like each of many known ones."""
    yield from (_element(_alike()) for _ in range(500))
    yield "terms.yaml", _term("zz", f"see: {_ids(_alike() for _ in range(many))}")


def guesses_in_tours(many: int) -> Iterator[tuple[str, str]]:
    """The same among claims, whose ids are twice as long."""
    name = _alike()
    yield _element(name, _claims(500).replace("id: c", f"id: {_alike()[:55]}"))
    yield "tours/bad.yaml", _tour([f"claims: {_ids(f'{name}.{_alike()}' for _ in range(many))}"])


def guesses_of_letters_in_turns(many: int) -> Iterator[tuple[str, str]]:
    """Unknown and known ids that share very many short rows of letters."""
    name = "aababaab" * 8
    claims = "".join(f"  - {{id: {name[:n]}c{name[n + 1 :]}}}\n" for n in range(64))
    yield _element(name, f"claims:\n{claims}")
    unknown = "abc" * 50
    asked = (f"{unknown[:64]}.{unknown[n : n + 64]}" for n in range(many))
    yield "tours/bad.yaml", _tour(f"claims: ['{claim}']" for claim in asked)


def guesses_in_batteries(many: int) -> Iterator[tuple[str, str]]:
    """The same among the masts of a battery."""
    yield from (_element(_alike()) for _ in range(500))
    yield (
        "batteries/bad.yaml",
        "kind: composition\nname: Bad\nsummary: Bad.\nlaunching_stations: [{model: fs-2}]\n"
        "radar_sets: [ol-lmp-2]\nengagement_control_stations: [control-hut]\n"
        f"antenna_mast_groups: {_ids(_alike() for _ in range(many))}\n"
        "electric_power_plants: [dynamo-cart]\n",
    )


def members_of_a_family(many: int) -> Iterator[tuple[str, str]]:
    """A family of very many claims with very many models."""
    yield _element("fam", _claims(1_700))
    yield from (_element(f"m{n}", "family: fam\n") for n in range(many))


def searches_of_a_family(many: int) -> Iterator[tuple[str, str]]:
    """A family of very many silences, each with a long note."""
    silence = f"  - {{parameter: capacity, looked_in: [lamp-almanac], note: {'w ' * 900}.}}\n"
    yield _element("fam", f"silences:\n{silence * 200}")
    yield from (_element(f"m{n}", "family: fam\n") for n in range(many))


def columns_of_comparisons(many: int) -> Iterator[tuple[str, str]]:
    """Very many comparisons of sheets with very many claims."""
    yield from (_element(name, _claims(500)) for name in "vwxyz")
    for n in range(many):
        yield f"comparisons/k{n}.yaml", f"name: K{n}\nsummary: S.\ncolumns: [v, w, x, y, z]\n"


def disagreements_of_a_claim(many: int) -> Iterator[tuple[str, str]]:
    """Very many disagreements of the same voices."""
    yield _element("dis", _claims(50))
    stanzas = (_disagreement(f"d{n}", (f"dis.c{c}" for c in range(50)), 320) for n in range(many))
    yield "disagreements.yaml", "".join(stanzas)


def disagreements_of_many_subjects(many: int) -> Iterator[tuple[str, str]]:
    """Disagreements of fifty voices, each on another sheet."""
    yield from (_element(f"p{n}", _claims(many)) for n in range(50))
    stanzas = (_disagreement(f"d{n}", (f"p{p}.c{n}" for p in range(50))) for n in range(many))
    yield "disagreements.yaml", "".join(stanzas)


def rivals_across_files(many: int) -> Iterator[tuple[str, str]]:
    """Claims on one question of one family, each file holding as many as one file may."""
    yield _element("fam")
    for n in range(many):
        claims = _claims(50, "subject: fam").replace("value: ", f"value: {n + 1}")
        yield _element(f"ac{n}", f"family: fam\n{claims}")


def claims_of_a_step(many: int) -> Iterator[tuple[str, str]]:
    """A step that names the same claims again and again."""
    yield _element("dis", _claims(50, "as_of: '1921'"))
    yield "tours/bad.yaml", _tour([f"disputed: {_ids(f'dis.c{n % 50}' for n in range(many))}"])


def steps_of_tours(many: int) -> Iterator[tuple[str, str]]:
    """Tours that show claims with as many rivals as there may be, again and again."""
    yield _element("dis", _claims(50, "as_of: '1921'"))
    shown = f"disputed: {_ids(f'dis.c{n}' for n in range(40))}"
    yield from ((f"tours/bad-{n}.yaml", _tour([shown] * 20)) for n in range(many))


def subjects_of_events(many: int) -> Iterator[tuple[str, str]]:
    """Events of many words that concern very many subjects."""
    yield from (_element(f"ev{n}") for n in range(500))
    also = _ids(f"ev{n}" for n in range(500))
    told = f"also: {also}, text: {'words ' * 320}., {_CITED}"
    stanza = "date: '1921', event: test, subject: fs-1"
    yield "events.yaml", "".join(f"e{n}: {{{stanza}, {told}}}\n" for n in range(many))


def sources_of_claims(many: int) -> Iterator[tuple[str, str]]:
    """Claims that cite very many sources, each of which has a page that lists them all."""
    source = "title: T, publisher: P, kind: press, how_read: not yet read, no_url: x"
    yield "sources.yaml", "".join(f"so{n}: {{{source}}}\n" for n in range(many))
    cited = ", ".join(
        f"{{source: so{n}, locator: entry D, evidence: unchecked}}" for n in range(many)
    )
    yield _element("so", _claims(8).replace(_CITED, f"cited: [{cited}]"))


def wholes_of_wholes(many: int) -> Iterator[tuple[str, str]]:
    """A line of parts without end."""
    for n in range(many):
        yield _element(f"p{n}", f"part_of: {f'p{n + 1}' if n < many - 1 else 'fs-1'}\n")


def wholes_of_families(many: int) -> Iterator[tuple[str, str]]:
    """The same, by families and wholes in turns."""
    for n in range(many):
        key = "family" if n % 2 else "part_of"
        yield _element(f"p{n}", f"{key}: {f'p{n + 1}' if n < many - 1 else 'fs-1'}\n")


def forms_of_a_term(many: int) -> Iterator[tuple[str, str]]:
    """A term with very many spellings."""
    yield "terms.yaml", _term("zz", f"also: {_ids(f'zq{n}x' for n in range(many))}")


PRODUCTS: tuple[tuple[Callable[[int], Iterator[tuple[str, str]]], tuple[int, ...], str], ...] = (
    (guesses_in_terms, (20, 200), "see: no element"),
    (guesses_in_tours, (20, 40), "claims: no claim"),
    (guesses_of_letters_in_turns, (3, 20), "claims: no claim"),
    (guesses_in_batteries, (25, 200), "antenna_mast_groups: no element"),
    (members_of_a_family, (20, 100), "family: with this"),
    (searches_of_a_family, (50, 100), "family: with this"),
    (columns_of_comparisons, (10, 50), "columns: with this"),
    (disagreements_of_a_claim, (9, 800), "claims: more than 8 disagreements"),
    (disagreements_of_many_subjects, (15, 60), "claims: with this"),
    (rivals_across_files, (20, 60), "claims: with this"),
    (claims_of_a_step, (50, 15_000), "disputed: "),
    (steps_of_tours, (40, 100), "steps: with this"),
    (subjects_of_events, (50, 150), "also: with this"),
    (sources_of_claims, (100, 400), "claims: with this"),
    (wholes_of_wholes, (10, 6_000), "part_of: more than 8"),
    (wholes_of_families, (12, 6_000), "more than 8 wholes"),
    (forms_of_a_term, (50, 15_000), "also: "),
)
"""Each with a number just too large, one that would take many seconds, and words of the fault."""


def products() -> Iterator[Breaker]:
    """Lengths that multiply."""
    for made, numbers, _ in PRODUCTS:
        for many in numbers:
            yield _wrote(made(many))


def terms_nobody_uses(many: int) -> Iterator[tuple[str, str]]:
    """Very many terms, and much text to look for them in."""
    stanzas = (
        f"t{n}: {{term: zq{n}x, meaning: {'lamp ' * 100}., {_CITED}}}\n" for n in range(many)
    )
    yield "terms.yaml", "".join(stanzas)


def terms_that_begin_alike(many: int) -> Iterator[tuple[str, str]]:
    """Very many terms of the same first word, which labels say all the time."""
    yield (
        "terms.yaml",
        "".join(_term(f"t{n}", f"also: [it q{n}], see: [fs-1]") for n in range(many)),
    )
    said = HEAD.replace("label: A lamp.", f"label: {'it ' * 600}.")
    yield from ((f"elements/exc{n}.yaml", said) for n in range(12))


def terms_that_begin_long_alike(many: int) -> Iterator[tuple[str, str]]:
    """Terms of many words that labels nearly say."""
    yield "terms.yaml", "".join(_term(f"t{n}", f"also: [{'it ' * n}q]") for n in range(16, 60))
    said = HEAD.replace("A lamp.", f"{'it ' * 660}.")
    yield from ((f"elements/i{n}.yaml", said) for n in range(many))


def slashes_in_labels(many: int) -> Iterator[tuple[str, str]]:
    """Labels with a run of signs in which a number is sought."""
    said = HEAD.replace("label: A lamp.", f'label: "{"a b " * 8}{"a/" * 970}."')
    yield from ((f"elements/s{n}.yaml", said) for n in range(many))


def places_in_one_source(many: int) -> Iterator[tuple[str, str]]:
    """One source, cited at very many places."""
    stanzas = []
    for first in range(0, many, 1000):
        cited = ", ".join(
            f"{{source: lamp-almanac, locator: p{n}, evidence: unchecked}}"
            for n in range(first, first + 1000)
        )
        told = "date: '1921', event: test, subject: fs-1, text: T."
        stanzas.append(f"e{first}: {{{told}, cited: [{cited}]}}\n")
    yield "events.yaml", "".join(stanzas)


def rivals_in_one_file(many: int) -> Iterator[tuple[str, str]]:
    """As many rivals on each question as a file may hold, in as many questions."""
    claims = "".join(
        f"  - {{id: c{q}-{n}, parameter: capacity, value: {n}, variant: v{q}, {_CITED}}}\n"
        for q in range(many)
        for n in range(50)
    )
    yield _element("al", f"claims:\n{claims}")


def members_that_are_allowed(many: int) -> Iterator[tuple[str, str]]:
    """As many models of one large family as there may be."""
    yield from members_of_a_family(many)


def marks_on_nothing(many: int) -> Iterator[tuple[str, str]]:
    """Very many marks in a row, in an order that putting them right makes dear."""
    marks = "\u0301" * 3_900 + "\u0334" * 3_900
    stanzas = (f"t{n}: {{term: zq{n}x, meaning: a{marks}., {_CITED}}}\n" for n in range(many))
    yield "terms.yaml", "".join(stanzas)


def words_that_are_alike(many: int) -> Iterator[tuple[str, str]]:
    """Very many words that a mistyped one may stand for."""
    words = (f"a{''.join(word)}q" for word in itertools.product("bcdfghjklmnpqrst", repeat=5))
    told = (" ".join(itertools.islice(words, 190)) for _ in range(many))
    stanzas = (
        f"t{n}: {{term: zq{n}x, meaning: {said}., {_CITED}}}\n" for n, said in enumerate(told)
    )
    yield "terms.yaml", "".join(stanzas)


HEAVY: tuple[tuple[Callable[[int], Iterator[tuple[str, str]]], int], ...] = (
    (terms_nobody_uses, 1_000),
    (terms_that_begin_alike, 3_000),
    (terms_that_begin_long_alike, 200),
    (slashes_in_labels, 100),
    (places_in_one_source, 20_000),
    (rivals_in_one_file, 34),
    (members_that_are_allowed, 10),
    (marks_on_nothing, 60),
    (words_that_are_alike, 1_000),
)


def heavy() -> Iterator[tuple[str, Breaker]]:
    """Packs that load, each with its name."""
    for made, many in HEAVY:
        yield made.__name__, _wrote(made(many))
