"""Files that are no text, or no YAML that a spec file may hold."""

from collections.abc import Iterator

from hostile.making import CITED, HEAD, MEBIBYTE, VICTIM, Breaker, claim, data, text


def bombs() -> Iterator[Breaker]:
    """Aliases that grow by the power of their depth."""
    for depth in range(2, 27):
        lines = ["a0: &a0 [x, x]"]
        lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, depth)]
        yield text("\n".join(lines))
        yield text(f"{HEAD}claims: &c\n" + f"  - {{<<: *c, id: c{depth}}}\n" * depth)


def anchors_and_tags() -> Iterator[Breaker]:
    """What YAML can do and a spec file has no use for."""
    tags = (
        "!!python/object/apply:os.system [id]",
        "!!binary aGk=",
        "!!set {a}",
        "!x y",
        "!<tag:x> 1",
    )
    for number, tag in enumerate(tags):
        for key in ("kind", "name", "label", "summary", "designation"):
            whole = f"{HEAD}designation: x{number}\n"
            yield text(whole.replace(f"{key}: ", f"{key}: {tag} "))
            yield text(f"{HEAD}{key}x: &a{number} {key}\nother: *a{number}\n")


def flow_nesting() -> Iterator[Breaker]:
    """Brackets and braces without end."""
    for number in range(25):
        depth = 33 * 2 ** (number % 17) + number
        yield text(f"{HEAD}claims: " + "[" * depth)
        yield text(f"{HEAD}claims: " + "{a: " * (33 + number * 9_000))


def block_nesting() -> Iterator[Breaker]:
    """Lists in lists and keys in keys, by lines."""
    for number in range(25):
        depth = 33 + number * 40
        yield text(f"{HEAD}claims:\n" + "".join(f"{' ' * n}k{n}:\n" for n in range(1, depth)))
        yield text(f"{HEAD}claims:\n  " + "- " * depth)


def encodings() -> Iterator[Breaker]:
    """Bytes that are no UTF-8, or text in another encoding."""
    whole = HEAD.replace("lamp", "lámp")
    for name in (
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "latin-1",
        "mac-roman",
        "cp037",
        "utf-7",
    ):
        yield data(whole.encode(name) + (b"\xe1" if name == "utf-7" else b""))
    for number in range(0x80, 0xAA):
        yield data(HEAD.encode().replace(b"Bad", bytes([0x42, number, 0x64])))


def duplicate_keys() -> Iterator[Breaker]:
    """The same key twice, at every depth."""
    for number in range(10):
        yield text(f"{HEAD}name: again {number}\n")
        yield text(f"{HEAD}zz: {{a: 1, b: {number}, a: 2}}\n")
        yield claim(f"id: a{number}, id: b, parameter: reach, value: 1, unit: kilometre, {CITED}")
        yield text(f"lmp: {{term: LMP, meaning: No {number}.}}\n" * 2, "terms.yaml")
        yield text(f"{HEAD}{HEAD}# {number}\n")


def documents() -> Iterator[Breaker]:
    """Several documents, directives, and text after the end."""
    for number in range(10):
        yield text(f"{HEAD}---\nkind: {number}\n")
        yield text(f"%YAML 1.{number + 3}\n%TAG ! x{number}\n---\n{HEAD}")
        yield text(f"%FOO {number}\n%YAML 9.9\n---\n{HEAD}")
        yield text(f"{HEAD}...\nmore: {number}\n")
        yield text(f"{HEAD}--- {number}\n--- x\n")
        many = "".join(f"%TAG !{number}-{n:x}! b\n" for n in range(20_000))
        yield text(f"{many}---\n{HEAD}" if number % 2 else f"{HEAD}...\n{many}---\n{HEAD}")


def broken_syntax() -> Iterator[Breaker]:
    """A good file cut off, or with one sign changed for the worse."""
    whole = f"{HEAD}claims:\n  - {{id: a, parameter: reach, value: 1, unit: kilometre, {CITED}}}\n"
    for number in range(26):
        yield text(whole[: -3 - number * 3])
        place = 20 + number * 5
        yield text(f"{whole[:place]}\n\t: ]{number}{whole[place:]}")


def controls_in_text() -> Iterator[Breaker]:
    """Control characters written raw into the file."""
    for code in (
        *range(9),
        0x0B,
        0x0C,
        *range(0x0E, 0x20),
        0x7F,
        *range(0x80, 0x85),
        *range(0x86, 0xA0),
    ):
        yield text(HEAD.replace("Bad", f"B{chr(code)}d"))


def wrong_roots() -> Iterator[Breaker]:
    """Files that are no mapping at all."""
    roots = [
        "",
        " ",
        "\n",
        "# only words\n",
        "---\n",
        "...\n",
        "null",
        "[]",
        "{}",
        "word",
        "12",
        '"a"',
    ]
    for name in (VICTIM, "terms.yaml", "sources.yaml", "pack.yaml"):
        for number, root in enumerate(roots):
            if not (number < 3 and name == "terms.yaml"):
                yield text(root, name)


def megabytes() -> Iterator[Breaker]:
    """Eight mebibytes of one sign, and more than eight."""
    signs = (
        "[",
        "{",
        '"',
        "'",
        "\n",
        " ",
        "-\n",
        ": ",
        "*a ",
        "&a ",
        "!a ",
        "| ",
        "#",
        "? ",
        ",",
        "a",
        "1",
    )
    for sign in signs:
        size = 8 * MEBIBYTE // len(sign)
        yield text(sign * size)
        yield text(f"{HEAD}claims: " + sign * (size - 100))
        yield text(sign * (size + 1))
