"""Promise 1: a spec file, a name or a word never drives the terminal.

``PYTHONPATH=tests python -m reliability.payloads`` puts every payload of ``signs`` into
every text field of a pack, every place where no text belongs, file and folder names, words
of the command line and settings, and reads each byte that then leaves the program.
A field holds a group of payloads, so that few plantings bring each into each; every
planting goes through every command and every page. ``--part N`` tries every N-th only.

A check is a payload that came through a way in and was met, by its marker, at a way out.
What may be there is told by a twin: the same pack with its texts made harmless beforehand
must give the same bytes, and a pack of plain words the same escape sequences. Only the
explorer has no twin: there no text that is painted may hold a control sign.
"""

import argparse
import asyncio
import copy
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from textual.events import Paste

from program import TOY
from reliability import report
from reliability.doors import SCREEN_SEQUENCES, Output, doors, run, stops, walk, watching
from reliability.planting import (
    Breaking,
    Content,
    Planted,
    grouped,
    harmless,
    places_for_no_text,
    planted,
    read_content,
    write_json,
    write_pack,
)
from reliability.scanning import foreign, sequences, written
from reliability.signs import PAYLOADS
from reliability.terminals import ROUND, in_terminal

GROUPS = grouped(PAYLOADS)
"""The payloads that stand together in one field."""

PROGRESS = frozenset({b"\x1b[2K", b"\x1b[1A", b"\x1b[?25l", b"\x1b[?25h"})
"""What moves the bar that a command shows on a terminal while it writes much."""

_BAR_BEGINS = re.compile(rb"\r(?=\x1b\[(?:2K|1A))")

MARKER = "zq0qz"


@dataclass
class Ledger:
    """Every check that was made, what failed, and what was gone through."""

    checks: set[tuple[str, str, str]] = field(default_factory=set)
    """Payload, way in, way out."""
    failures: list[str] = field(default_factory=list)
    stops: set[str] = field(default_factory=set)
    """Pages of the explorer that were visited."""
    every_stop: set[str] = field(default_factory=set)
    """Pages of the explorer that there are."""
    planted: set[tuple[str, str]] = field(default_factory=set)
    """Payload and text field, of each that was planted."""

    def add(self, name: str, way_in: str, way_out: str, data: bytes, faults: Iterable[str]) -> None:
        """Note a check of one payload, if ``data`` shows its marker."""
        if MARKER.encode() in data:
            self.checks.add((name, way_in, way_out))
        self.failures += [f"{name!r} in {way_in} at {way_out}: {fault}" for fault in faults]

    def add_planted(
        self, record: Planted, way_out: str, data: bytes, faults: Iterable[str]
    ) -> None:
        """Note a check for each planted text that ``data`` shows."""
        self.checks |= {(name, place, way_out) for name, place in record.met(data)}
        self.failures += [f"{way_out}: {fault}" for fault in faults]

    def take(self, other: "Ledger") -> None:
        """Add what another ledger holds."""
        self.checks |= other.checks
        self.failures += other.failures
        self.stops |= other.stops
        self.every_stop |= other.every_stop
        self.planted |= other.planted

    def pairs(self, way_out: str = "") -> set[tuple[str, str]]:
        """Return payload and text field of each planted pair met where names begin so."""
        met = {(name, place) for name, place, way in self.checks if way.startswith(way_out)}
        return met & self.planted


@contextmanager
def own_folders() -> Iterator[Path]:
    """Work in a folder of our own, with the program's own files under it."""
    before, names = Path.cwd(), ("CACHE", "STATE", "DATA", "CONFIG")
    kept = {f"XDG_{name}_HOME": os.environ.get(f"XDG_{name}_HOME") for name in names}
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {variable: f"{folder}/{variable}" for variable in kept}
        work = Path(folder, "work")
        work.mkdir()
        os.chdir(work)
        try:
            yield work
        finally:
            os.chdir(before)
            for variable, value in kept.items():
                if value is None:
                    del os.environ[variable]
                else:
                    os.environ[variable] = value


def faults_of(
    output: Output, code: int | None = 0, ours: Iterable[bytes] = (), line_ends: str = "\n"
) -> list[str]:
    """Say what of a command's output is not ours; ``code`` is how it must end, if that is known.

    ``ours`` are the escape sequences it may write, each as it is written.
    """
    faults = [fault for data in output[1:] for fault in foreign(data, SEQUENCES, line_ends)]
    faults += [
        f"a foreign sequence {kind!r}" for kind in written(output.out + output.err) - set(ours)
    ]
    if b"Traceback" in output.out + output.err:
        faults.append(f"a traceback: {output.err[-300:]!r}")
    if output.code != code if code is not None else output.code in {70, 141}:
        faults.append(f"exit code {output.code}, not {code}: {output.err[:200]!r}")
    return faults


SEQUENCES = frozenset({b"a colour or a style"}) | PROGRESS
"""The kinds of sequence that commands write; which of them, ``ours`` tells."""


class Twins(NamedTuple):
    """Three packs of the same form, as they are to be written to the same place."""

    hostile: Content
    harmless: Content
    """Each text as the program must show it."""
    plain: Content
    """Each text of plain words, and as long."""
    record: Planted


def twins(shift: int) -> Twins:
    """Plant every field, in three ways."""
    whole = read_content()
    words = {name: ("lamp " * len(text))[: len(text)] for name, text in PAYLOADS.items()}
    content, record = planted(whole, PAYLOADS, shift, GROUPS)
    calm, _ = planted(whole, PAYLOADS, shift, GROUPS, harmless)
    plain, _ = planted(whole, words, 0, GROUPS)
    return Twins(content, calm, plain, record)


def without_bar(output: Output) -> Output:
    """Return ``output`` without the bar that moves while a command writes.

    No word of a pack stands in it, and where it stood is a matter of time.
    """
    if b"\x1b[2K" not in output.err or b"zq" in output.err:
        return output
    found = foreign(_BAR_BEGINS.sub(b"", output.err), SEQUENCES)
    return output if found else output._replace(err=b"")


@cache
def plain_sequences() -> dict[str, set[bytes]]:
    """Return what each command writes in escape sequences when all texts are plain words."""
    pack = write_pack(twins(0).plain, Path("planted"))
    done = {door.name: without_bar(door.open(pack)) for door in doors(pack)}
    return {name: written(output.out + output.err) for name, output in done.items()}


def through_commands(ledger: Ledger, shift: int, step: int = 1) -> None:
    """Plant every field, then run every command; with ``step``, every so many-th of them."""
    made = twins(shift)
    ours = plain_sequences()
    pack = write_pack(made.hostile, Path("planted"))
    file = write_json(made.hostile, Path("planted.json"))
    opened = doors(pack)[shift % step :: step]
    one_file = ["export", "all", "--to", "json", "--specs", str(file)]
    outputs = [*(door.open(pack) for door in opened), run(one_file)]
    write_pack(made.harmless, Path("planted"))
    write_json(made.harmless, Path("planted.json"))
    expected = [*(door.open(pack) for door in opened), run(one_file)]
    ways = [(door.name, door.line_ends, ours[door.name]) for door in opened]
    ways.append(("one file", "\n", set()))
    for (name, line_ends, may), output, twin in zip(ways, outputs, expected, strict=True):
        done, calm = without_bar(output), without_bar(twin)
        # Texts of a stranger are not as simple as the promises ask: "check" says so.
        faults = faults_of(
            done, 1 if name.startswith("check") and "--" not in name else 0, may, line_ends
        )
        if done != calm:
            faults.append(f"not what harmless texts give: {_difference(done, calm)}")
        ledger.add_planted(made.record, name, done.out + done.err, faults)
    ledger.planted |= set(made.record.markers.values())


def _difference(done: Output, calm: Output) -> str:
    if done.code != calm.code:
        return f"exit code {done.code}, not {calm.code}"
    found, wanted = done.out + done.err, calm.out + calm.err
    pairs = enumerate(zip(found, wanted, strict=False))
    place = next((at for at, (one, other) in pairs if one != other), 0)
    return f"{found[place : place + 60]!r}, not {wanted[place : place + 60]!r}"


def through_explorer(ledger: Ledger, shift: int, step: int = 1) -> None:
    """Plant every field, then go through the explorer; with ``step``, a part of the way."""
    content, record = planted(read_content(), PAYLOADS, shift, GROUPS)
    pack = write_pack(content, Path("planted"))

    async def go() -> None:
        async with watching(pack) as reader:
            ledger.every_stop |= set(stops(reader))
            async for name, data, faults in walk(reader, shift, step):
                ledger.add_planted(record, f"explorer: {name}", data, faults)
                ledger.stops |= {name} & ledger.every_stop

    asyncio.run(go())
    ledger.planted |= set(record.markers.values())


def refused(ledger: Ledger, turn: int) -> None:
    """Put a payload where no text belongs, in every file once, and read the refusals.

    As many turns as there are places in the file that has most bring one into each place.
    """
    names, record = list(PAYLOADS), Planted()
    content = copy.deepcopy(read_content())
    for inside in by_file(content).values():
        place, put = inside[turn % len(inside)]
        marker, name = (
            f"zq{len(record.markers)}qz",
            names[(turn + len(record.markers)) % len(names)],
        )
        record.markers[marker] = (name, place)
        put(f"{marker} {PAYLOADS[name]}")
    pack = write_pack(content, Path("refused"))
    one_file = write_json(content, Path("refused.json"))
    for words in (
        ["list", "--specs", str(pack)],
        ["check", str(pack)],
        ["check", str(pack), "--format", "json"],
        ["check", str(pack), "--report"],
        ["list", "--specs", str(one_file)],
    ):
        for terminal in (False, True):
            done = run(words, terminal=terminal)
            way_out = f"{' '.join(words)}{' (terminal)' * terminal}"
            faults = [
                f"turn {turn}: {fault}"
                for fault in faults_of(done, 1 if words[0] == "check" else 65)
            ]
            ledger.add_planted(record, way_out, done.out + done.err, faults)


def by_file(content: Content) -> dict[str, list[tuple[str, Breaking]]]:
    """Return the places for no text in each file."""
    places: dict[str, list[tuple[str, Breaking]]] = {}
    for file, place, put in places_for_no_text(content):
        places.setdefault(file, []).append((place, put))
    return places


WORDS: tuple[tuple[str, ...], ...] = (
    ("show", "@"),
    ("show", "ol-lmp-1", "--depth", "@"),
    ("show", "ol-lmp-1", "@"),
    ("list", "@"),
    ("search", "@"),
    ("search", "lamp", "@", "--format", "json"),
    ("sources", "@"),
    ("timeline", "@"),
    ("glossary", "@"),
    ("compare", "@", "ol-lmp-1"),
    ("compare", "--comparison", "@"),
    ("compare", "lamps", "--save", "@"),
    ("battery", "@"),
    ("battery", "--launchers", "@"),
    ("battery", "--load", "@"),
    ("battery", "--model", "@"),
    ("battery", "--group", "1:@"),
    ("battery", "--save", "@"),
    ("tour", "@"),
    ("quiz", "--seed", "@"),
    ("quiz", "--questions", "@"),
    ("quiz", "--tour", "@"),
    ("quiz", "--key", "--save", "@"),
    ("lesson", "--tour", "@", "--output", "out"),
    ("lesson", "--output", "missing/@", "--paper", "@"),
    ("export", "@"),
    ("export", "search:@", "--to", "text"),
    ("export", "search:@", "--to", "html"),
    ("export", "search:@", "--to", "json"),
    ("export", "timeline:@"),
    ("export", "comparison:@+@"),
    ("export", "battery:@"),
    ("export", "list:@"),
    ("export", "tour:lamps:@"),
    ("export", "list", "--to", "@"),
    ("export", "list", "--output", "@"),
    ("export", "list", "--output", "pack/pack.yaml/@"),
    ("export", "list", "--paper", "@"),
    ("check", "@"),
    ("check", "pack", "--specs", "@"),
    ("check", "--into", "@"),
    ("schema", "--output", "pack/pack.yaml/@"),
    ("list", "--units", "@"),
    ("list", "--format", "@"),
    ("@",),
    ("--@",),
    ("show", "--@"),
    ("list", "--specs", "@"),
    ("--specs", "@"),
    ("show", "--debug", "@"),
)
"""Commands with a payload for ``@``."""


_OTHERWISE: dict[tuple[str, ...], set[int]] = {
    ("battery", "@"): {65, 74},
    ("check", "--into", "@"): {1, 66},
    ("compare", "lamps", "--save", "@"): {0, 73},
    ("battery", "--save", "@"): {0, 73, 74},
    ("quiz", "--key", "--save", "@"): {0, 73, 74},
    ("export", "list", "--output", "@"): {0, 73, 74},
}
"""How commands may end too: a word may name a file or a folder. And each may take
a word for wrongly used: one that begins with a hyphen, or holds a colon."""


@cache
def plain_runs(words: tuple[str, ...], terminal: bool) -> tuple[Output, ...]:
    """Run one of ``WORDS`` with plain words for ``@``: one that is nowhere, one that is."""
    return tuple(run(_asked(words, word), terminal=terminal) for word in (MARKER, "lamp"))


def _asked(words: tuple[str, ...], text: str) -> list[str]:
    asked = [word.replace("@", text) for word in words]
    if "--specs" not in words and "--debug" not in words and words != ("check", "@"):
        asked += ["--specs", "pack"]
    return asked


def as_words(ledger: Ledger, number: int, *, turning: bool = False) -> None:
    """Give one payload to every command as a word, in a pipe and on a terminal.

    With ``turning``, each command gets the payload after that of the one before.
    """
    names = list(PAYLOADS)
    write_pack(read_content(), Path("pack"))
    for position, words in enumerate(WORDS):
        name = names[(number + position * turning) % len(names)]
        # No system hands a program a word with a NUL in it.
        payload = PAYLOADS[name].replace("\0", "")
        for terminal in (False, True):
            runs = plain_runs(words, terminal)
            codes = {2, *(ran.code for ran in runs)} | _OTHERWISE.get(words, set())
            ours = {kind for ran in runs for kind in written(ran.out + ran.err)}
            done = run(_asked(words, f"{payload}{MARKER}{payload}"), terminal=terminal)
            faults = faults_of(done, done.code, ours)
            if "--debug" in words:
                # It asks for a traceback.
                faults = [fault for fault in faults if not fault.startswith("a traceback")]
            if done.code not in codes:
                faults.append(f"exit code {done.code}, none of {codes}: {done.err[:200]!r}")
            way_out = f"{' '.join(words)}{' (terminal)' * terminal}"
            ledger.add(name, "a word", way_out, done.out + done.err, faults)
            # No command finds the file that another wrote.
            _tidy("pack")
    _tidy()


def _as_name(name: str) -> str:
    text = f"{PAYLOADS[name][:60]}{MARKER}"
    return text.replace("/", "∕").replace("\0", "␀")


def as_names(ledger: Ledger, number: int) -> None:
    """Name files and folders by one payload: in a pack, around it, and where files go."""
    name = list(PAYLOADS)[number % len(PAYLOADS)]
    text = _as_name(name)
    raw = os.fsdecode(text.encode("utf-8", "surrogatepass") + b"\x9b31m\xff")
    pack = write_pack(read_content(), Path("named"))
    for called, kind in ((text, ""), (raw, " of raw bytes")):
        for place, where in (
            (f"{called}.yaml", "the top"),
            (f"elements/{called}.yaml", "elements"),
            (f"tours/{called}", "tours"),
            (called, "the top, no YAML"),
        ):
            (pack / place).write_text("kind: radar-set\n", encoding="utf-8")
            for words, code in ((["list", "--specs", "named"], 65), (["check", "named"], 1)):
                done = run(words)
                way_out = f"{words[0]}: {where}"
                data = done.out + done.err
                # What begins with a dot belongs to systems, and is passed over.
                faults = faults_of(done, 0 if called.startswith(".") else code)
                ledger.add(name, f"a file's name{kind}", way_out, data, faults)
            (pack / place).unlink()
        folder = Path.cwd() / called / "pack"
        folder.parent.mkdir()
        write_pack(read_content(), folder)
        specs = ["--specs", str(folder)]
        # What begins like an option is refused with this spelling of it.
        to = f"./{called}" if called.startswith("-") else called
        for words, code in (
            (["list", *specs], 0),
            (["show", "ol-lmp-1", *specs], 0),
            (["check", str(folder)], 0),
            (["export", "list", f"--output={to}/a.md", *specs], 0),
            (["export", "list", f"--output={to}/a.md", *specs], 73),
            (["export", "all", "--to", "markdown", f"--output={to}/b/", *specs], 0),
            (["battery", f"--save={to}/c.yaml", *specs], 0),
            (["schema", f"--output={to}/d"], 0),
        ):
            done = run(words)
            way_out = f"{words[0]} {words[1].partition('=')[0]}"
            data = done.out + done.err
            ledger.add(name, f"a folder's name{kind}", way_out, data, faults_of(done, code))
    _tidy()


def in_folders(ledger: Ledger, number: int) -> None:
    """Open the explorer in a folder named by a payload, and write files from it."""
    name = list(PAYLOADS)[number % len(PAYLOADS)]
    text = _as_name(name)
    work = Path.cwd()
    pack = write_pack(read_content(), work / "pack")
    folder = work / text
    folder.mkdir(exist_ok=True)

    async def go() -> None:
        async with watching(pack) as reader:
            for keys in (("2",), *(("e", "enter"),) * 2, ("y",), ("Y", *("down",) * 7, "enter")):
                for key in keys:
                    await reader.press(key)
                way_out = f"explorer {' '.join(keys[:2])}"
                _, data, faults = reader.look(way_out)
                ledger.add(name, "the working folder", way_out, data, faults)
            for opens in ("slash", "colon", "e"):
                await reader.press(opens)
                reader.app.screen.post_message(Paste(f"{MARKER}{PAYLOADS[name]}"))
                await reader.settle()
                way_out = f"explorer {opens}"
                _, data, faults = reader.look(way_out)
                ledger.add(name, "pasted words", way_out, data, faults)
                await reader.press("escape")

    data_home = os.environ["XDG_DATA_HOME"]
    os.chdir(folder)
    os.environ["XDG_DATA_HOME"] = str(folder / text)
    try:
        asyncio.run(go())
    finally:
        os.chdir(work)
        os.environ["XDG_DATA_HOME"] = data_home
    _tidy()


def in_settings(ledger: Ledger, number: int) -> None:
    """Put a payload into the settings, the environment and what is remembered."""
    from batteryviz.tui.settings import SettingsError
    from batteryviz.tui.settings_file import read

    name = list(PAYLOADS)[number % len(PAYLOADS)]
    payload = f"{MARKER}{PAYLOADS[name]}"
    quoted = "".join(f"\\U{ord(sign):08x}" for sign in payload)
    file = Path("config.toml")
    for text in (
        f'theme = "{quoted}"',
        f'"{quoted}" = 1',
        f'[keys]\n"{quoted}" = "x"',
        f'[keys]\nsearch = "{quoted}"',
        f'units = "{quoted}"',
        f"theme = {payload}",
    ):
        file.write_text(text, encoding="utf-8")
        said, faults = b"", ["was accepted"] if "search" not in text else []
        try:
            read(file)
        except SettingsError as error:
            said = str(error).encode("utf-8", "surrogatepass")
            faults = foreign(said)
        way_out = text.partition(payload)[0].partition(quoted)[0]
        ledger.add(name, "settings", way_out, said, faults)
    # No system hands a program a variable with a NUL in it.
    os.environ["SOURCE_DATE_EPOCH"] = payload.replace("\0", "")
    try:
        done = run(["export", "list", "--to", "html", "--specs", str(TOY)])
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
    data = done.out + done.err
    ledger.add(name, "environment", "SOURCE_DATE_EPOCH", data, faults_of(done, 78))


COMMANDS: tuple[tuple[str, ...], ...] = (
    (),
    ("show", "ol-lmp-2"),
    ("list",),
    ("export", "all"),
    ("check",),
)
"""What is run in a pseudo-terminal: the explorer first."""


def in_real_terminal(
    ledger: Ledger, shift: int, commands: tuple[tuple[str, ...], ...] = COMMANDS
) -> None:
    """Plant every field and run the explorer and commands in a pseudo-terminal.

    A command must write what it writes with harmless texts, byte for byte. The explorer,
    which paints when it finds the time, must write the same kinds of sequence.
    """
    home, name = Path.cwd(), list(PAYLOADS)[shift % len(PAYLOADS)]
    made = twins(shift)
    wrong = "".join(f"\\U{ord(sign):08x}" for sign in f"{MARKER}{PAYLOADS[name]}")
    pack = home / "planted"
    for words in commands:
        asked, keys = [*words, "--specs", str(pack)], () if words else ROUND
        way_out = f"terminal: {' '.join(words) or 'explorer'}"
        write_pack(made.harmless, pack)
        twin_code, twin = in_terminal(asked, home, keys)
        write_pack(made.hostile, pack)
        code, data = in_terminal(asked, home, keys)
        kinds = sequences(twin) | SCREEN_SEQUENCES
        faults = foreign(_BAR_BEGINS.sub(b"", data), kinds)
        if code != twin_code or code != (words == ("check",)):
            faults.append(f"exit code {code}, not {twin_code}")
        # How far a bar moved is a matter of time.
        if words and data != twin and b"\x1b[2K" not in twin:
            faults.append("not what harmless texts give")
        ledger.add_planted(made.record, way_out, data, faults)
        (pack / "terms.yaml").write_text(f'"{wrong}": {{term: "{wrong}"}}\n', encoding="ascii")
        code, data = in_terminal(asked, home)
        faults = foreign(data)
        if code != (1 if words == ("check",) else 65):
            faults.append(f"exit code {code}")
        ledger.add(name, "terms.yaml", way_out, data, faults)
    ledger.planted |= set(made.record.markers.values())
    _tidy()


def _tidy(*keep: str) -> None:
    for path in Path.cwd().iterdir():
        if path.name in keep:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def one_payload(ledger: Ledger, number: int) -> None:
    """Bring one payload in by every way but the texts of a pack."""
    as_words(ledger, number)
    as_names(ledger, number)
    in_folders(ledger, number)
    in_settings(ledger, number)


WAYS: dict[str, tuple[Callable[[Ledger, int], None], int]] = {
    "the explorer": (through_explorer, len(GROUPS)),
    "a real terminal": (in_real_terminal, 3),
    "the commands": (through_commands, len(GROUPS)),
    "refusals": (refused, max(map(len, by_file(read_content()).values()))),
    "a payload": (one_payload, len(PAYLOADS)),
}
"""What is gone through, and how many times, each time with other payloads."""


def go_through(work: tuple[str, int]) -> Ledger:
    """Go one of ``WAYS`` once, in a folder of its own, and return what was found."""
    way, number = work
    ledger = Ledger()
    with own_folders():
        WAYS[way][0](ledger, number)
    return ledger


def not_covered(ledger: Ledger) -> list[str]:
    """Say what a whole run has not gone through."""
    fields = {place for _, place in ledger.planted}
    every = {(name, place) for name in PAYLOADS for place in fields}
    missed: dict[str, Collection[object]] = {
        "planted": every - ledger.planted,
        "met": every - ledger.pairs(),
        "visited": ledger.every_stop - ledger.stops,
    }
    return [f"never {how}: {sorted(map(str, what))[:9]}" for how, what in missed.items() if what]


def main(words: list[str]) -> int:
    """Try all, or the part asked for, and report the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", type=int, default=1, help="try every so many-th only")
    asked.add_argument("--jobs", type=int, default=1, help="ways gone at a time")
    options = asked.parse_args(words)
    began, ledger = time.monotonic(), Ledger()
    work = [(way, n) for way, (_, times) in WAYS.items() for n in range(0, times, options.part)]
    # Not forked: a child must not find what another left in this process.
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        for (way, number), found in zip(work, pool.map(go_through, work), strict=True):
            ledger.take(found)
            checks, failures = len(ledger.checks), len(ledger.failures)
            sys.stderr.write(f"{way} {number}: {checks} {failures}\n")
    if options.part == 1:
        ledger.failures += not_covered(ledger)
    for failure in sorted(set(ledger.failures))[:50]:
        sys.stderr.write(f"{failure.encode('unicode_escape').decode()}\n")
    return report(
        "1 terminal",
        checks=len(ledger.checks),
        failures=len(ledger.failures),
        seconds=time.monotonic() - began,
        payloads=len({name for name, _, _ in ledger.checks}),
        fields=len({place for _, place in ledger.planted}),
        pairs_of_payload_and_field=len(ledger.pairs()),
        pairs_in_the_explorer=len(ledger.pairs("explorer: ")),
        plantings=len(range(0, len(GROUPS), options.part)),
        pages=len(ledger.stops),
        ways=len({(way_in, way_out) for _, way_in, way_out in ledger.checks}),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
