"""Long proofs of what docs/reliability.md promises, each a command of its own.

From the top of the project::

    PYTHONPATH=tests python -m reliability.payloads     promise 1: no spec drives the terminal
    PYTHONPATH=tests python -m reliability.packs        promise 2: broken packs are refused
    PYTHONPATH=tests python -m reliability.fuzz         promise 2: loader, cleaner, writers, search
    PYTHONPATH=tests python -m reliability.clicks       promise 3: data is never code
    PYTHONPATH=tests python -m reliability.readers      promise 4: exports cannot hurt their reader
    PYTHONPATH=tests python -m reliability.operations   promise 5: each file operation fails once
    PYTHONPATH=tests python -m reliability.kills        promise 5: killed while it writes
    PYTHONPATH=tests python -m reliability.links        promise 5: links put in the way
    PYTHONPATH=tests python -m reliability.audits       promise 11: an audit of nothing is none

Each says what it does as it goes on standard error, ends with the one line of
``report`` on standard output, and returns exit code 1 when a check failed. Each takes
``--seconds N`` to stop after that time where it could go on for ever. The everyday tests
call the same functions on a part of what the commands try.
"""

import json
import sys
from datetime import UTC, datetime


def report(
    promise: str, *, checks: int, failures: int, seconds: float, **figures: int | float | str
) -> int:
    """Print the figures of one run as one line of JSON, and return its exit code.

    ``promise`` is the number and the words of docs/reliability.md, such as "1 terminal".
    """
    line = {
        "promise": promise,
        "checks": checks,
        "failures": failures,
        "seconds": round(seconds, 1),
        "date": datetime.now(tz=UTC).date().isoformat(),
        **figures,
    }
    sys.stdout.write(f"{json.dumps(line)}\n")
    sys.stdout.flush()
    return 1 if failures or not checks else 0
