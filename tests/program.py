"""Running the program as its readers do: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

TOY = Path(__file__).parent / "specs"
"""A pack of invented facts; tests of code read it, so that real facts may change."""

REPOSITORY = Path(__file__).parent.parent
SHIPPED = REPOSITORY / "specs"

SOURCE = REPOSITORY / "src"


def of_this_tree(variables: Mapping[str, str]) -> dict[str, str]:
    """Return ``variables`` so that Python runs the program beside these tests, and no other."""
    # An absolute path: a process may start where no other can be made absolute.
    paths = [str(SOURCE), *filter(os.path.isabs, variables.get("PYTHONPATH", "").split(os.pathsep))]
    return {**variables, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))}


class Ran(NamedTuple):
    """What a run of the program left behind."""

    code: int
    out: str
    err: str


def run(
    *words: str | Path,
    specs: Path | None = TOY,
    environment: Mapping[str, str] | None = None,
    without: tuple[str, ...] = (),
    folder: Path | None = None,
    program: tuple[str, ...] = (sys.executable, "-m", "batteryviz"),
) -> Ran:
    """Run ``batteryviz`` with ``words`` on the pack ``specs`` (``None``: the shipped one).

    The variables of ``environment`` are added to those of this process, those of
    ``without`` are taken away. Nothing is typed, and standard output is no terminal.
    """
    command = [*program, *map(str, words)]
    if specs is not None:
        command += ["--specs", str(specs)]
    variables = {**os.environ, **(environment or {})}
    for name in without:
        variables.pop(name, None)
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=variables,
        cwd=folder,
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
