"""Promise 2: broken packs are refused, in clear words and at a small price.

``PYTHONPATH=tests python -m reliability.packs`` loads every broken pack of the 25
classes in tests/hostile, a pack with each file in turn closed to the reader, a pack
each of whose files is gone or another thing by the time it is opened, and packs that are
sound and ask for much.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from hostile.broken import CLASSES, SAYS
from hostile.making import Breaker
from hostile.out_of_reach import changing, unreadable
from hostile.products import heavy
from hostile.refusals import MOST_MEBIBYTES, MOST_SECONDS, cause, changed_files, said, shortcomings
from hostile.trial import Trial, fresh_copy, try_out
from program import TOY
from reliability import report


class Refused(NamedTuple):
    """One broken pack: what was broken, what came of it, and what is wrong with that."""

    broken: str
    trial: Trial
    faults: list[str]


def broken_packs(
    folder: Path, classes: Sequence[Callable[[], Iterator[Breaker]]] = CLASSES, part: int = 1
) -> Iterator[Refused]:
    """Try each broken pack of ``classes``, or every ``part``-th of each."""
    for breakers in classes:
        for number, break_it in enumerate(breakers()):
            if number % part == 0:
                pack = fresh_copy(TOY, folder / "pack")
                break_it(pack)
                trial = try_out(["list", "--specs", str(pack)])
                changed, name = changed_files(TOY, pack), breakers.__name__
                yield _judged(f"{name} {number}", trial, changed, SAYS[name])


def packs_out_of_reach(folder: Path, part: int = 1) -> Iterator[Refused]:
    """Try packs whose files cannot be read, or change before they are; or every ``part``-th.

    What refers to such a file is not at fault, and is not blamed.
    """
    for number, reach in enumerate((*unreadable(), *changing())):
        if number % part == 0:
            trial = reach.tried(folder)
            refused = _judged(f"{reach.path}: {reach.done}", trial, {reach.path: reach.done})
            lines = trial.err.decode(errors="backslashreplace").splitlines()
            blamed = [line for line in lines[:-1] if not line.startswith(f"{reach.path}:1:1: ")]
            yield refused._replace(faults=[*refused.faults, *blamed])


def heavy_packs(folder: Path) -> Iterator[Refused]:
    """List, check and search each pack that is sound and asks for much: at the same price."""
    for name, make_it in heavy():
        pack = fresh_copy(TOY, folder / "pack")
        make_it(pack)
        search = ["search", " ".join(f"axbxcx{sign}q" for sign in "bcdfghjklmnpqrst")]
        for words_of_command, codes in ((["list"], {0}), (["check"], {0, 1}), (search, {0, 1})):
            command = words_of_command[0]
            trial = try_out([*words_of_command, "--specs", str(pack)])
            words = trial.err.decode(errors="backslashreplace")
            faults = [] if trial.code in codes else [f"exit code {trial.code}: {words[:200]}"]
            if command == "check" and "problem" not in words:
                faults.append(f"no word of what was checked: {words[:200]}")
            yield Refused(f"{name}: {command}", trial, [*faults, *_dear(trial)])


def _judged(broken: str, trial: Trial, changed: dict[str, str], says: str = "") -> Refused:
    return Refused(broken, trial, [*shortcomings(trial, changed, says), *_dear(trial)])


def _dear(trial: Trial) -> list[str]:
    """Say in what way ``trial`` took more than it may."""
    faults = []
    if trial.seconds > MOST_SECONDS:
        faults.append(f"took {trial.seconds:.1f} s of the processor")
    if trial.mebibytes > MOST_MEBIBYTES:
        faults.append(f"took {trial.mebibytes:.0f} MiB")
    return faults


def main() -> int:
    """Try all, tell what was wrong, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", type=int, default=1, help="try every so many-th of a class only")
    asked = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        done = [
            *broken_packs(Path(folder), part=asked.part),
            *packs_out_of_reach(Path(folder), asked.part),
            *heavy_packs(Path(folder)),
        ]
    wrong = [refused for refused in done if refused.faults]
    for refused in wrong:
        sys.stderr.write(f"{refused.broken}: {'; '.join(refused.faults)}\n")
    return report(
        "2 loader",
        checks=len(done),
        failures=len(wrong),
        seconds=time.monotonic() - start,
        files=len(done),
        classes=len(CLASSES) + 3,
        causes=len({cause(message) for refused in done for _, message in said(refused.trial)[:1]}),
        slowest=f"{max(refused.trial.seconds for refused in done):.2f} s",
        largest=f"{max(refused.trial.mebibytes for refused in done):.0f} MiB",
    )


if __name__ == "__main__":
    sys.exit(main())
