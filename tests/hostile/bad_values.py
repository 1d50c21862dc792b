"""Files that are read well and say what cannot be."""

from collections.abc import Iterator
from pathlib import Path

from hostile.making import CITED, HEAD, Breaker, claim, more, text

ODD_VALUES = ("true", "1", "1.5", "null", "[]", "{}", "[1, 2]", "{a: b}", "[[x]]", '""')


def huge_numbers() -> Iterator[Breaker]:
    """Numbers that no source prints."""
    for number in range(25):
        digits = "9" * (17 + number * number * 500)
        yield claim(f"id: a, parameter: reach, value: {digits}, unit: kilometre, {CITED}")
        yield claim(
            f"id: a, parameter: reach, value: {{max: 0.{digits}}}, unit: kilometre, {CITED}"
        )


def number_forms() -> Iterator[Breaker]:
    """What looks like a number to some reader of YAML."""
    forms = [
        ".nan",
        ".NaN",
        ".NAN",
        ".inf",
        "-.inf",
        "+.Inf",
        "1e3",
        "1E9",
        "2e-3",
        "0x1F",
        "0o17",
        "017",
        "1_000",
        "1 000",
        "12:30:45",
        "1.",
        ".5",
        "--1",
        "+-1",
        "0b11",
        "1/2",
        "50%",
        "Infinity",
        "NaN",
        "nan",
        "inf",
        "½",
        "٣",
        "３",
    ]
    # These are refused even where a text may stand, and would be one.
    for form in forms[:9]:
        yield text(HEAD.replace("Bad lamp", form))
    for form in forms:
        yield claim(f"id: a, parameter: reach, value: {form}, unit: kilometre, {CITED}")
        yield claim(f"id: a, parameter: reach, value: {{max: {form}}}, unit: kilometre, {CITED}")


def odd_types() -> Iterator[Breaker]:
    """A value of the wrong type for every key."""
    for value in ODD_VALUES:
        for key in ("kind", "name", "label", "summary"):
            lines = [line for line in HEAD.splitlines() if not line.startswith(key)]
            yield text("\n".join([*lines, f"{key}: {value}", ""]))
        for key in ("family", "designation", "part_of"):
            if value != "null":
                yield text(f"{HEAD}{key}: {value}\n")


def odd_types_of_claims() -> Iterator[Breaker]:
    """A value of the wrong type for every key of a claim."""
    whole = {"id": "a", "parameter": "reach", "value": "1", "unit": "kilometre", "cited": CITED[7:]}
    for value in ODD_VALUES:
        for key in whole:
            if (key, value) in {("value", "1"), ("value", "1.5")}:
                continue
            changed = {**whole, key: value}
            yield claim(", ".join(f"{name}: {inner}" for name, inner in changed.items()))


def missing_and_unknown_keys() -> Iterator[Breaker]:
    """Keys that are needed and not there, and keys nobody knows."""
    for key in ("kind", "name", "label", "summary"):
        yield text("".join(f"{line}\n" for line in HEAD.splitlines() if not line.startswith(key)))
    for number in range(46):
        yield text(f"{HEAD}{'x' * (number * 37 + 1)}{number}: 1\n")


def floods() -> Iterator[Breaker]:
    """A hundred thousand of anything."""
    for number in range(7):
        many = 20_000 + 11_000 * number
        yield text(f"{HEAD}claims: [{'{},' * many}]")
        yield text(f"{HEAD}claims: [{'x,' * many}]")
        yield text(f"{HEAD}aliases: [{'1,' * many}]")
        yield text(HEAD + "".join(f"key{n}: 1\n" for n in range(many)))
        yield text(HEAD + "name: x\n" * many)
        yield text("".join(f"s{n}: {{}}\n" for n in range(many)), "sources.yaml")
        yield text(f"{HEAD}links: [{'{to: nobody, carries: power, claim: c},' * many}]")


def dangling_references() -> Iterator[Breaker]:
    """Ids of nothing, and lines of families without end."""
    for key in ("family", "part_of", "succeeds"):
        for number in range(10):
            yield text(f"{HEAD}{key}: nobody-{number}\n")
    for number in range(10):
        yield claim(f"id: a, parameter: nothing-{number}, value: 1, {CITED}")
        yield claim(
            "id: a, parameter: reach, value: 1, unit: kilometre, "
            f"cited: [{{source: nothing-{number}, locator: x, evidence: unchecked}}]"
        )
    for length in range(10, 15):

        def line(pack: Path, length: int = length) -> None:
            for number in range(length):
                (pack / f"elements/kin-{number}.yaml").write_text(
                    f"{HEAD}family: kin-{number + 1}\n"
                )
            (pack / f"elements/kin-{length}.yaml").write_text(HEAD)

        yield line


def bad_dates_and_addresses() -> Iterator[Breaker]:
    """Days no calendar has, and addresses that lead elsewhere."""
    dates = "1991-02-30 1991-13-01 91-1-1 0000 1991-00 19910 1991/01/02 tomorrow 000s 1e3"
    for date in dates.split():
        yield claim(f'id: a, parameter: reach, value: 1, unit: kilometre, as_of: "{date}", {CITED}')
    addresses = [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://a.example",
        "//a.example",
        "https://",
        "https://localhost",
        "https://u:p@a.example",
        "https://a.example:99",
        "https://a.example/\\u0000",
        "https://a.example/\\u202e",
        "https://ａ.example",
        "data:text/html,x",
        "https://a.example/ b",
        "https://[::1]/",
        "ssh://a.example",
        "\\\\\\\\server\\\\share",
        "HTTPS:a.example",
        "https:/a.example",
        'https://a.example/\\"x',
        "https://a.example/<b>",
        "vbscript:x",
        " https://a.example",
    ]
    for number, address in enumerate(addresses * 2):
        yield more(
            f"s{number}: {{title: T, publisher: P, kind: press, how_read: not yet read, "
            f'url: "{address}"}}\n',
            "sources.yaml",
        )


def broken_rules() -> Iterator[Breaker]:
    """Batteries that are none, and packs that are not public."""
    parts = {
        "launching_stations": "[{model: fs-2, count: 1}]",
        "radar_sets": "[ol-lmp-2]",
        "engagement_control_stations": "[control-hut]",
        "antenna_mast_groups": "[mast-wagon]",
        "electric_power_plants": "[dynamo-cart]",
    }
    head = "kind: composition\nname: Bad\nsummary: Bad.\n"
    counts = ["0", "9", "-1", "8.0", "3.5", "true", "null", "'3'", "99999999", "[]", "{}"]
    stations = [f"[{{model: fs-2, count: {count}}}]" for count in counts]
    stations += [f"[{'{model: fs-2, count: 1},' * many}]" for many in (0, 9, 10, 100)]
    changes = [("launching_stations", value) for value in stations]
    for key in list(parts)[1:]:
        inner = parts[key][1:-1]
        changes += [(key, "[]"), (key, "[nobody]"), (key, "[fs-1]")]
        changes.append((key, f"[{f'{inner},' * (2 if key != 'antenna_mast_groups' else 25)}]"))
    for key, value in changes:
        whole = {**parts, key: value}
        lines = "".join(f"{name}: {inner}\n" for name, inner in whole.items())
        yield text(head + lines, "batteries/bad-battery.yaml")
    for word in (
        "secret",
        "restricted",
        "Public",
        "PUBLIC",
        "official use only",
        "",
        "true",
        "null",
    ):

        def classify(pack: Path, word: str = word) -> None:
            whole = (pack / "pack.yaml").read_text()
            (pack / "pack.yaml").write_text(
                whole.replace("classification: public", f"classification: {word}")
            )

        yield classify

    def unclassified(pack: Path) -> None:
        whole = (pack / "pack.yaml").read_text()
        (pack / "pack.yaml").write_text(whole.replace("classification: public\n", ""))

    yield unclassified
