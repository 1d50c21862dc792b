"""Promise 2: the targets of ``fuzz``, with inputs led by what code they reach.

``PYTHONPATH=tests python -m reliability.guided --seconds N`` gives each target that long.
It needs ``pip install atheris``, which not every platform has; ``fuzz`` needs nothing.
A find is kept beside those of ``fuzz``, and the tests replay it.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from reliability import report

QUICK = ("cleaner", "reader", "search")
_WATCHED = ("batteryviz.catalog", "batteryviz.safety", "batteryviz.compiled")
_RUNS = re.compile(r"Done (\d+) runs")


def _lead(target: str, words: list[str]) -> None:
    """Fuzz one target in this process, which ends with it."""
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=list(_WATCHED)):
        fuzz = import_module("reliability.fuzz")

    def once(data: bytes) -> None:
        found = fuzz.faults_of(target, data)
        if found:
            raise AssertionError(f"{fuzz.keep(target, data).name}: {found[0]}")

    atheris.Setup(["guided", *words], once)
    atheris.Fuzz()


def main(words: list[str]) -> int:
    """Fuzz every quick target in a process of its own, and report the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=40)
    asked.add_argument("--target", choices=QUICK, help=argparse.SUPPRESS)
    options = asked.parse_args(words)
    limits = [f"-max_total_time={options.seconds}"]
    if find_spec("atheris") is None:
        sys.stderr.write("atheris is not installed; pip install atheris\n")
        return 69
    if options.target:
        with tempfile.TemporaryDirectory() as folder:
            _lead(options.target, [*limits, f"-artifact_prefix={Path(folder)}/"])
    began, failures = time.monotonic(), 0
    runs = dict.fromkeys(QUICK, 0)
    for target in QUICK:
        command = [sys.executable, "-m", "reliability.guided", "--target", target]
        command += ["--seconds", str(options.seconds)]
        done = subprocess.run(command, capture_output=True, check=False)
        told = done.stderr.decode(errors="replace")
        found = _RUNS.search(told)
        runs[target] = int(found[1]) if found else 0
        if done.returncode or not found:
            failures += 1
            sys.stderr.write(told[-2_000:])
    return report(
        "2 guided fuzzing",
        checks=sum(runs.values()),
        failures=failures,
        seconds=time.monotonic() - began,
        **runs,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
