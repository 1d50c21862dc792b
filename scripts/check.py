"""Run every check of the project: ``python scripts/check.py``.

Prints the output of the checks that fail, the tests' own output, and a summary that
names what failed. With ``--packaging``, the package is also built and installed in each
way; with ``--proofs``, the short forms of the proofs of docs/reliability.md run too. Other
words after the command go to pytest. The exit code is 0 when all pass.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from mutate import AIMS

TOP = Path(__file__).resolve().parent.parent
LONGER = {"--packaging": "packaging", "--proofs": "proofs"}
"""Options, each with the step it asks for."""
TOOLS = Path(sys.executable).parent
PYTHON_FOLDERS = [
    name for name in ("src", "tests", "scripts", "benchmarks") if (TOP / name).exists()
]


def tool(name: str, *words: str) -> list[str]:
    """Return a command line of a tool installed beside this Python."""
    found = shutil.which(name, path=str(TOOLS)) or shutil.which(name)
    if found is None:
        sys.exit(
            f"{name} is not installed; install the developers' tools with:\n"
            f"  {sys.executable} -m pip install --upgrade pip\n"
            f'  {sys.executable} -m pip install --editable ".[all]" --group dev'
        )
    return [found, *words]


def passes(command: list[str], *, shown: bool = False) -> bool:
    """Run ``command`` at the top of the project; print what it says when it fails."""
    done = subprocess.run(
        command, cwd=TOP, stdout=None if shown else subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode and not shown:
        sys.stdout.write(done.stdout.decode(errors="replace"))
    if done.returncode < 0:
        # A tool that is killed says nothing itself.
        sys.stdout.write(f"\n{command[0]} was ended by signal {-done.returncode}\n")
    return done.returncode == 0


def schemas_are_fresh() -> bool:
    """Say whether specs/schema holds what the program writes now."""
    with tempfile.TemporaryDirectory() as folder:
        if not passes(tool("batteryviz", "schema", "--output", folder)):
            return False
        kept = TOP / "specs" / "schema"
        fresh = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
        old = {path.name: path.read_bytes() for path in kept.glob("*.json")}
    if fresh != old:
        sys.stdout.write(
            "specs/schema is not what the models say now; "
            "run: batteryviz schema --output specs/schema --force\n"
        )
    return fresh == old


def safety_is_covered() -> bool:
    """Say whether each branch of the safety modules is taken by their own, fast tests."""
    measured = [*("--branch", "--source=src/batteryviz/safety", "-m", "pytest"), "-n0"]
    with tempfile.TemporaryDirectory() as folder:
        data = f"--data-file={folder}/coverage"
        ran = tool("coverage", "run", data, *measured, *AIMS["safety"].tests)
        report = tool("coverage", "report", data, "--show-missing", "--fail-under=100")
        return passes(ran) and passes(report)


def main(words: list[str]) -> int:
    """Run all checks, tests last, and return the exit code."""
    steps: dict[str, Callable[[], bool]] = {
        "format": lambda: passes(tool("ruff", "format", "--check", ".")),
        "lint": lambda: passes(tool("ruff", "check", ".")),
        "types": lambda: passes(tool("mypy", *PYTHON_FOLDERS)),
        "layers": lambda: passes(tool("lint-imports")),
        "spelling": lambda: passes(tool("codespell")),
        "dependencies": lambda: passes(tool("deptry", "--no-ansi", ".")),
        "schemas": schemas_are_fresh,
        "facts": lambda: passes(tool("batteryviz", "check")),
        "coverage": safety_is_covered,
        "packaging": lambda: passes(tool("pytest", "-n0", "-m", "packaging"), shown=True),
        "proofs": lambda: passes(tool("pytest", "-m", "proofs"), shown=True),
        "tests": lambda: passes(tool("pytest", *words), shown=True),
    }
    for option, name in LONGER.items():
        if option in words:
            words.remove(option)
        else:
            del steps[name]
    failed = []
    for name, step in steps.items():
        start = time.monotonic()
        good = step()
        seconds = time.monotonic() - start
        sys.stdout.write(f"{name:<14}{'passed' if good else 'FAILED'}  {seconds:5.1f} s\n")
        sys.stdout.flush()
        if not good:
            failed.append(name)
    sys.stdout.write(f"failed: {', '.join(failed)}\n" if failed else "all checks passed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
