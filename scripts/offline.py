"""Run the tests where there is no network: ``python scripts/offline.py``.

They run in a network namespace of Linux that has nothing but the loopback, for the
tests that open pages in a browser. Words after the command go to pytest. The last line
is the figures, as JSON; the exit code is 1 when a test fails, or when no test ran.
"""

import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
RIGHTS = () if os.geteuid() == 0 else ("--map-root-user",)
"""What a namespace takes from who is not root: to be root in it, of one group."""
ALONE = ("unshare", *RIGHTS, "--net", "sh", "-c")
REACHES_NOTHING = (
    "import socket, sys\n"
    "try: socket.create_connection(('192.0.2.1', 80), timeout=3)\n"
    "except OSError as error: sys.exit(0 if error.errno == 101 else 1)\n"
    "sys.exit(1)\n"
)
"""Ends well when the network is said to be unreachable, which is error 101."""


def main(words: list[str]) -> int:
    """Run the tests and return the exit code."""
    alone = [*ALONE, 'ip link set lo up && exec "$@"', "sh", sys.executable]
    if subprocess.run([*alone, "-c", REACHES_NOTHING], check=False).returncode:
        sys.stdout.write("a namespace without a network cannot be made here\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [*alone, *("-m", "pytest", "-m", "not packaging"), f"--junitxml={report}", *words]
        code = subprocess.run(command, cwd=TOP, check=False).returncode
        suite = None
        if report.exists():
            suite = ET.parse(report).getroot().find("testsuite")  # noqa: S314 - our own pytest's
    counts = {} if suite is None else suite.attrib
    tests, skipped = (int(counts.get(name, 0)) for name in ("tests", "skipped"))
    failures = sum(int(counts.get(name, 0)) for name in ("failures", "errors"))
    figures = {"promise": "11 quiet", "tests": tests, "skipped": skipped, "failures": failures}
    sys.stdout.write(f"{json.dumps(figures)}\n")
    return 1 if code or not tests - skipped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
