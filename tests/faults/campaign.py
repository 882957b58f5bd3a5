"""All kinds of faults, one after the other, each in its share of the time."""

import time
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from tests.faults.calls import calls, sizes
from tests.faults.commands import Scene, warm
from tests.faults.commands import scenes as prepared
from tests.faults.commands import together as groups
from tests.faults.engines import engines
from tests.faults.kills import kills, stops
from tests.faults.together import together
from tests.faults.trial import Outcome
from tests.faults.work import Try, played

COUNTS = {"kills": 300, "stops": 60, "sizes": 100, "together": 40, "engines": 10_000}
_WEIGHTS = {"kills": 4.0, "stops": 1.0, "sizes": 1.0, "together": 1.5, "engines": 2.0, "calls": 6.0}
"""How the time is divided."""


def run(chosen: Namespace, folder: Path, until: float) -> list[Outcome]:
    """Play what is `chosen` in `folder`, and begin nothing after `until`; what came of it."""
    kinds = chosen.only.split(",")
    warm(folder)
    scenes = prepared(folder, chosen.command) if set(kinds) - {"engines", "together"} else ()
    outcomes: list[Outcome] = []
    for place, kind in enumerate(kinds):
        left = sum(_WEIGHTS[each] for each in kinds[place:])
        now = time.monotonic()
        end = now + (until - now) * _WEIGHTS[kind] / left
        tries = _tries(kind, chosen, scenes, folder)
        (folder / kind).mkdir()
        found = list(played(tries, folder / kind, chosen.jobs, end))
        outcomes += found
        count, of = (
            sum(each.tries for each in found),
            round(COUNTS[kind] * chosen.share) if kind == "engines" else len(tries),
        )
        faults = sum(len(each.faults) for each in found)
        print(f"{kind}: {count} of {of} tries, {faults} faults, {time.monotonic() - now:.0f} s", flush=True)
    return outcomes


def _tries(kind: str, chosen: Namespace, scenes: Sequence[Scene], folder: Path) -> Sequence[Try]:
    if kind == "calls":
        tries = calls(scenes, folder, chosen.seed, every=chosen.every)
        return tries[: round(len(tries) * chosen.share)]
    count = max(1, round(COUNTS[kind] * chosen.share))
    if kind == "engines":
        return list(engines(count, chosen.seed))
    if kind == "together":
        return list(together(groups(folder, count), count, chosen.seed))
    makers = {"kills": kills, "stops": stops, "sizes": sizes}
    return list(makers[kind](scenes, count, chosen.seed))
