"""What a good refusal is, and which files of a pack differ from the whole one."""

import hashlib
import os
import re
from pathlib import Path

from batteryviz.safety.text import clean
from hostile.trial import Trial

MOST_SECONDS = 2.0
MOST_MEBIBYTES = 300.0

_FAULT = re.compile(r"(?P<file>.+?):\d+:\d+: \S.*")


def changed_files(whole: Path, broken: Path) -> dict[str, str]:
    """Return each path at which ``broken`` differs, with a digest of what stands there."""
    before, after = _contents(whole), _contents(broken)
    return {
        path: after.get(path, "gone")
        for path in before.keys() | after.keys()
        if before.get(path) != after.get(path)
    }


def _contents(pack: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for folder, folders, files in os.walk(pack):
        for name in (*folders, *files):
            path = Path(folder, name)
            place = os.path.relpath(path, pack)
            if path.is_symlink():
                found[place] = f"link to {path.readlink()}"
            elif path.is_file():
                found[place] = hashlib.sha256(path.read_bytes()).hexdigest()
            else:
                found[place] = f"kind {path.lstat().st_mode:o}"
    return found


def shortcomings(trial: Trial, changed: dict[str, str]) -> list[str]:
    """Say in what way ``trial`` is no clear refusal of the files in ``changed``."""
    words = trial.err.decode(errors="backslashreplace")
    lines = words.splitlines()
    blamed = {match["file"] for line in lines if (match := _FAULT.fullmatch(line))}
    names = {clean(path) for path in changed} | {path.split("/")[0] for path in changed}
    found = []
    if trial.code != 65:
        found.append(f"exit code {trial.code}: {words[:200]}")
    if trial.out:
        found.append("something was printed as if all were well")
    if not blamed & names:
        found.append(f"blames {sorted(blamed)[:3]}, and not {sorted(names)[:3]}")
    if "Traceback" in words or "our fault" in words:
        found.append(f"a failure of the program: {words[:200]}")
    if any(not line.isprintable() for line in lines):
        found.append("the message itself drives the terminal")
    return found
