"""How good the remaining time is that `publish` tells: a run in a fresh store, each estimate beside what it really took.

    python scripts/bench_progress.py ARTICLE [OPTION OF PUBLISH...]

From a tenth of the speaking on, no estimate may be away from the truth by more than a tenth of the whole; the exit
code is 1 when one is.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.app.time_left import Pace
from pipeline.document.events import Speaking, SpeakingBegins, ToSpeak

GOAL = 0.1
"""Of the time that the speaking takes."""
_FROM = 0.1
_CLI = Path(__file__).parent.parent / "cli.py"

Stamped = tuple[float, Mapping[str, Any]]
"""When an event was told, and the event."""


def main(arguments: Sequence[str]) -> int:
    """Publish, and measure what would have been told meanwhile."""
    if not arguments:
        print(__doc__)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        events = list(_events(arguments, Path(folder)))
    end = max(at for at, event in events if event["event"] == "speaking")
    begin = next(at for at, event in events if event["event"] == "speaking-begins")
    misses = [(left - (end - at)) / (end - begin) for at, left in _estimates(events)]
    worst = max(map(abs, misses), default=1.0)
    middle = sorted(map(abs, misses))[len(misses) // 2] if misses else 1.0
    print(f"speaking took {end - begin:.0f} s; {len(misses)} estimates from a tenth on")
    print(f"away from the truth: worst {worst:.3f} of it, median {middle:.3f}; goal: worst {GOAL}")
    return 0 if worst <= GOAL else 1


def _events(arguments: Sequence[str], folder: Path) -> Iterator[Stamped]:
    own = {
        "MANYVOICES_STORE": str(folder / "store"),
        "MANYVOICES_OUTPUT": str(folder / "output"),
        "MANYVOICES_MEMORY": str(folder / "memory.sqlite"),
    }
    command = [sys.executable, str(_CLI), "publish", *arguments, "--json"]
    with subprocess.Popen(command, env={**os.environ, **own}, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield time.monotonic(), json.loads(line)


def _estimates(events: Sequence[Stamped]) -> Iterator[tuple[float, float]]:
    """When an estimate was told, and the seconds it said were left."""
    now = [0.0]
    pace = Pace(partial(now.__getitem__, 0))
    for at, event in events:
        now[0], name = at, event["event"]
        if name == "speaking-begins":
            engines = tuple(ToSpeak(**each) for each in event["engines"])
            pace.begins(SpeakingBegins(**{**_fields(event), "engines": engines}))
        elif name == "failed":
            pace.fails(event["language"])
        elif name == "speaking":
            pace.record(Speaking(**_fields(event)))
            if pace.left is not None and pace.done > _FROM * pace.total:
                yield at, pace.left


def _fields(event: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name != "event"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
