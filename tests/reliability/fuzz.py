"""Promise 2: fuzzing of the cleaner, the reader, the loader with all writers, and search.

``PYTHONPATH=tests python -m reliability.fuzz --seconds N`` makes inputs by lot from the
toy pack and the payloads, and keeps each that is met with anything but an answer or a
clear refusal in ``tests/reliability/finds``, named by its target: the tests replay
what lies there. ``--seed N`` repeats a run.
"""

import argparse
import atexit
import copy
import hashlib
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.faults import PackError
from batteryviz.catalog.loading import load
from batteryviz.compiled.opening import Library, open_library
from batteryviz.export.edition import Edition
from batteryviz.export.formats import FORMATS
from batteryviz.safety.strict_yaml import SpecSyntaxError, parse
from batteryviz.safety.text import LONGEST_TEXT, clean
from batteryviz.views.pages import all_pages, page
from program import TOY
from reliability import report
from reliability.payloads import own_folders
from reliability.planting import read_content, write_pack
from reliability.scanning import foreign
from reliability.signs import PAYLOADS
from reliability.strict import read

FINDS = Path(__file__).parent / "finds"
MOST_SECONDS = 2.0
"""Processor time that one input may cost."""

QUICK = tuple(form for form in FORMATS if not form.libraries and not form.is_for_all)
"""Formats that cost so little that every loaded pack is written in each."""

ODD = ("null", "true", "-0", "0.10", "1e9", ".nan", "''", '"', "[", "{", "&a", "*a", "!!x", "- ")
"""Pieces that mean something in YAML."""


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def try_cleaner(data: bytes) -> Iterator[str]:
    """Clean a text; what comes out is harmless, bounded, and cleaned for good."""
    cleaned = clean(_text(data))
    yield from foreign(cleaned.encode("utf-8", "surrogatepass"), controls="")
    if len(cleaned) > LONGEST_TEXT:
        yield "too long"
    if clean(cleaned) != cleaned:
        yield "cleaned again it differs"


def try_reader(data: bytes) -> Iterator[str]:
    """Parse a text; it is refused with a place, or every text of it is clean."""
    text = data.decode("utf-8", "replace")
    try:
        value = parse(text, {})
    except SpecSyntaxError as error:
        yield from foreign(error.message.encode(), controls="")
        if min(error.place) < 1:
            yield f"no place: {error.place}"
        return
    yield from foreign(repr(value).encode("utf-8", "surrogatepass"), controls="")


@cache
def _library() -> Library:
    return open_library(str(TOY))


def try_search(data: bytes) -> Iterator[str]:
    """Search for a text, and for a subject of that name."""
    store = _library().store
    words = _text(data)
    for entry in store.search(words):
        if not entry.page:
            yield "an entry without a page"
    found = store.find(words)
    if found is not None and found not in {entry.id for entry in store.entries()}:
        yield f"found {found!r}, which is no subject"


@cache
def _pack() -> Path:
    place = Path(tempfile.mkdtemp(prefix="batteryviz-fuzz-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return write_pack(read_content(), place)


def try_loader(data: bytes) -> Iterator[str]:
    """Put a file into a pack and load it; write all pages in every quick format."""
    name, _, content = data.partition(b"\n")
    file = _pack() / name.decode()
    before = file.read_bytes()
    file.write_bytes(content)
    try:
        catalog = load(_pack())
    except PackError as error:
        for fault in error.faults:
            yield from foreign(str(fault).encode(), controls="")
        if not error.faults:
            yield "refused without a reason"
        return
    finally:
        file.write_bytes(before)
    yield from _written(catalog)


def _written(catalog: Catalog) -> Iterator[str]:
    documents = [page(catalog, key) for key in all_pages(catalog)]
    for form in QUICK:
        fitting = [document for document in documents if form.fits(document)]
        if fitting:
            data = form.write(Edition(fitting, catalog, whole=True))
            _, faults = read(f"x.{form.suffix}", data)
            yield from (f"{form.name}: {fault}" for fault in faults)


TARGETS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "cleaner": try_cleaner,
    "reader": try_reader,
    "search": try_search,
    "loader": try_loader,
}


def faults_of(target: str, data: bytes) -> list[str]:
    """Return what is wrong in how ``target`` meets ``data``."""
    began = time.process_time()
    try:
        found = list(TARGETS[target](data))
    except Exception as error:  # noqa: BLE001 - any exception is what is looked for
        found = [f"{type(error).__name__}: {str(error)[:200]}"]
    seconds = time.process_time() - began
    # All pages of a pack in every quick format take a moment of their own.
    if seconds > MOST_SECONDS * (3 if target == "loader" else 1):
        found.append(f"{seconds:.1f} s")
    return found


@cache
def _seeds() -> dict[str, bytes]:
    return {name: (TOY / name).read_bytes() for name in read_content()}


def made(target: str, seed: int) -> bytes:
    """Make an input for ``target`` by lot: the same seed makes the same."""
    lot = random.Random(seed)  # noqa: S311 - a lot, no secret
    if target in {"cleaner", "search"}:
        return _words(lot)
    name = lot.choice(list(_seeds()))
    data = _changed_tree(name, lot) if lot.random() < 0.7 else _changed_bytes(_seeds()[name], lot)
    return name.encode() + b"\n" + data if target == "loader" else data


def _words(lot: random.Random) -> bytes:
    pieces = [lot.choice(list(PAYLOADS.values())) for _ in range(lot.randint(0, 3))]
    pieces += ["".join(chr(lot.randrange(0x110000)) for _ in range(lot.randint(0, 30)))]
    pieces += [lot.choice(("lamp", "ol-lmp-1", '"', "*", "NEAR", "OL/LMP", "e" * 5_000, " "))]
    lot.shuffle(pieces)
    return "".join(pieces).encode("utf-8", "surrogatepass")


def _changed_bytes(data: bytes, lot: random.Random) -> bytes:
    for _ in range(lot.randint(1, 4)):
        start = lot.randrange(len(data) + 1)
        end = min(len(data), start + lot.randint(0, 40))
        piece = lot.choice(
            (
                lot.choice(list(PAYLOADS.values())).encode("utf-8", "surrogatepass"),
                lot.choice(ODD).encode(),
                bytes([lot.randrange(256)]),
                data[start:end] * lot.randint(0, 3),
                b"",
            )
        )
        data = data[:start] + piece + data[end:]
    return data


def _changed_tree(name: str, lot: random.Random) -> bytes:
    tree = copy.deepcopy(read_content_once()[name])
    for _ in range(lot.randint(1, 3)):
        holder: Any = tree
        while True:
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not keys:
                break
            key = lot.choice(keys)
            if isinstance(holder[key], (dict, list)) and lot.random() < 0.8:
                holder = holder[key]
                continue
            _change(holder, key, lot)
            break
    return yaml.safe_dump(tree, allow_unicode=lot.random() < 0.5, sort_keys=False).encode(
        "utf-8", "surrogatepass"
    )


@cache
def read_content_once() -> dict[str, Any]:
    """Return the toy pack as plain values, read once."""
    return read_content()


def _change(holder: Any, key: Any, lot: random.Random) -> None:
    deed = lot.randrange(6)
    if deed == 0:
        del holder[key]
    elif deed == 1:
        holder[key] = lot.choice((None, True, 0, -1, 10**14, 0.5, [], {}, "", "x" * 300))
    elif deed == 2:
        # What cannot be printed is written as an escape, as a stranger would.
        holder[key] = lot.choice(list(PAYLOADS.values()))
    elif deed == 3:
        holder[key] = [holder[key]] * lot.choice((1, 2, 60))
    elif deed == 4 and isinstance(holder, dict):
        holder[lot.choice(list(PAYLOADS.values()))] = holder.pop(key)
    else:
        holder[key] = {"min": 1, "max": lot.choice((0, 1, 2)), "about": lot.choice((True, 1, "x"))}


def keep(target: str, data: bytes) -> Path:
    """Store a find, so that the tests replay it."""
    FINDS.mkdir(exist_ok=True)
    place = FINDS / f"{target}-{hashlib.sha256(data).hexdigest()[:12]}.bin"
    place.write_bytes(data)
    return place


def main(words: list[str]) -> int:
    """Fuzz for as long as asked, and report the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=300)
    asked.add_argument("--seed", type=int, default=int(time.time()))
    options = asked.parse_args(words)
    began, failures = time.monotonic(), 0
    done = dict.fromkeys(TARGETS, 0)
    loaded_every = 40
    with own_folders():
        while time.monotonic() - began < options.seconds:
            for number in range(loaded_every):
                # A load with all its pages costs as much as hundreds of the others.
                target = "loader" if not number else ("cleaner", "reader", "search")[number % 3]
                data = made(target, options.seed + sum(done.values()))
                done[target] += 1
                found = faults_of(target, data)
                if found:
                    failures += 1
                    place = keep(target, data)
                    sys.stderr.write(f"{place.name}: {found[0]!a:.200}\n")
    return report(
        "2 fuzzing",
        checks=sum(done.values()),
        failures=failures,
        seconds=time.monotonic() - began,
        seed=options.seed,
        **done,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
