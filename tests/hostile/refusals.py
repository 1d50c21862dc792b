"""What a good refusal is, and which files of a pack differ from the whole one."""

import hashlib
import os
import re
from pathlib import Path

from batteryviz.safety.text import clean
from hostile.trial import Trial

MOST_SECONDS = 2.0
MOST_MEBIBYTES = 300.0

_FAULT = re.compile(r"(?P<file>.+?):\d+:\d+: (?P<said>\S.*)")


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


def said(trial: Trial) -> list[tuple[str, str]]:
    """Return each file that ``trial`` blames, with what it says of it."""
    lines = trial.err.decode(errors="backslashreplace").splitlines()
    return [(m["file"], m["said"]) for line in lines if (m := _FAULT.fullmatch(line))]


def cause(message: str) -> str:
    """Return ``message`` without the words, names and sizes that differ from file to file."""
    return re.sub(r"^\S+: |'[^']*'|[0-9]+| not .*", "", message)


def shortcomings(trial: Trial, changed: dict[str, str], says: str = "") -> list[str]:
    """Say in what way ``trial`` is no clear refusal of the files in ``changed``.

    One of its messages is to match ``says``, and none is to blame a file that was not changed.
    """
    words = trial.err.decode(errors="backslashreplace")
    lines = words.splitlines()
    told = said(trial)
    blamed = {file for file, _ in told}
    # A folder that is a link stands for all that is no longer found in it.
    names = {clean(path) for path in changed} | {path.split("/")[0] for path in changed}
    found = []
    if trial.code != 65:
        found.append(f"exit code {trial.code}: {words[:200]}")
    if trial.out:
        found.append("something was printed as if all were well")
    if not blamed or not blamed <= names:
        found.append(f"blames {sorted(blamed)[:3]}, and not only {sorted(names)[:3]}")
    if not any(re.search(says, message) for _, message in told):
        found.append(f"says {[message[:100] for _, message in told[:3]]}, and not {says}")
    if "Traceback" in words or "our fault" in words:
        found.append(f"a failure of the program: {words[:200]}")
    if any(not line.isprintable() for line in lines):
        found.append("the message itself drives the terminal")
    return found
