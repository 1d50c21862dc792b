"""Ask the advisory service about every pinned dependency: ``python scripts/audit.py``.

Runs pip-audit over requirements/all.txt. A service that cannot be reached makes pip-audit
skip everything and end well; here that is a failure: the exit code is 0 only when every
pinned dependency was looked up and nothing is known against any. ``--report FILE`` judges
a report that was written before, in pip-audit's JSON.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
LOCK = TOP / "requirements" / "all.txt"


def main() -> int:
    """Audit, say what was found, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--report", type=Path)
    parser.add_argument("--lock", type=Path, default=LOCK)
    asked = parser.parse_args()
    pinned = sum("==" in line for line in asked.lock.read_text("utf-8").splitlines())
    text = asked.report.read_text("utf-8") if asked.report else _report(asked.lock)
    try:
        found = json.loads(text)["dependencies"]
    except (ValueError, KeyError, TypeError):
        sys.stdout.write("audited nothing: there is no report\n")
        return 1
    audited = [each for each in found if "vulns" in each and "skip_reason" not in each]
    harmed = [each for each in audited if each["vulns"]]
    for each in harmed:
        ids = ", ".join(advisory["id"] for advisory in each["vulns"])
        sys.stdout.write(f"{each['name']} {each['version']}: {ids}\n")
    figures = {"promise": "11 quiet", "audited": len(audited), "pinned": pinned}
    sys.stdout.write(f"{json.dumps({**figures, 'with_advisories': len(harmed)})}\n")
    if len(audited) < pinned or not audited:
        sys.stdout.write(f"audited {len(audited)} of {pinned}: this is no audit\n")
        return 1
    return 1 if harmed else 0


def _report(lock: Path) -> str:
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--no-deps"]
    command += ["--disable-pip", "--format", "json", "--progress-spinner", "off"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    sys.exit(main())
