"""Whatever stands in a spec file, a click on it runs, writes and opens nothing.

A part is clicked here; ``python -m reliability.clicks`` clicks every cell.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from program import REPOSITORY

pytestmark = pytest.mark.proofs


def test_no_cell_of_no_page_makes_the_program_do_what_the_data_says() -> None:
    """An audit hook stays for ever, so the clicking has a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "reliability.clicks", "--part", "40"],
        cwd=REPOSITORY / "tests",
        capture_output=True,
        check=False,
    )
    figures = json.loads(done.stdout)
    assert (done.returncode, figures["failures"]) == (0, 0), done.stderr.decode()[-2000:]
    assert figures["cells"] >= 2
    assert figures["pages"] >= 10
    assert figures["addresses_opened"] >= 1


@pytest.mark.parametrize(
    "deed",
    [
        "open('/batteryviz-never', 'a')",
        "__import__('os').system('true')",
        "__import__('subprocess').run(['true'])",
        "__import__('socket').socket()",
        "__import__('webbrowser').open('file:///')",
        "__import__('os').remove('/batteryviz-never')",
        "compile('zq1qz', 'zq1qz', 'eval')",
    ],
)
def test_the_guard_meets_what_it_is_for(deed: str, tmp_path: Path) -> None:
    code = (
        "import contextlib, pathlib, sys, webbrowser, subprocess\n"
        "from reliability.clicks import Guard\n"
        "guard = Guard()\n"
        f"with guard.watching(pathlib.Path({str(tmp_path)!r})), contextlib.suppress(Exception):\n"
        f"    {deed}\n"
        "sys.exit(3 if guard.faults else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=REPOSITORY / "tests",
        env={"PATH": "", "HOME": str(tmp_path), "BROWSER": "true"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 3, done.stderr.decode()
