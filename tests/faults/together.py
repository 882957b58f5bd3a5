"""Two and four commands at once over one store, one memory and one output."""

import random
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tests.faults.commands import Together
from tests.faults.processes import Running, run
from tests.faults.trial import Outcome, said
from tests.faults.work import Try
from tests.faults.world import differences, leftovers, losses, removed

_IN_USE = 52
"""The exit code of a run that found another one at the same article."""
_SPREAD_S = 0.5


def together(scenes: Sequence[Together], count: int, seed: int) -> Iterator[Try]:
    """`count` tries over all scenes in turn."""
    for number in range(count):
        yield partial(_played, scenes[number % len(scenes)], f"{seed}-together-{number}")


def _played(scene: Together, seed: str, folder: Path) -> Outcome:
    """The commands begin at moments close to each other; afterwards each is run again, one after the other."""
    chance = random.Random(seed)
    world = scene.before.copied(folder)
    before = world.state()
    running: list[Running] = []
    for arguments in scene.commands:
        running.append(Running(world, arguments))
        time.sleep(chance.uniform(0, _SPREAD_S / len(scene.commands)))
    ended = [each.ended() for each in running]
    between = world.state()
    wrong = [fault for each in ended for fault in said(each)]
    wrong += [f"exit code {each.code}: {each.said[-500:]}" for each in ended if each.code not in (0, _IN_USE)]
    again = [run(world, arguments) for arguments in scene.commands]
    wrong += [f"again: exit code {each.code}: {each.said[-500:]}" for each in again if each.code]
    after = world.state()
    removed(world)
    return Outcome(
        f"{len(scene.commands)} at once",
        scene.name,
        f"seed {seed}",
        tuple(each.code for each in ended),
        max(each.seconds for each in (*ended, *again)),
        tuple(differences(scene.expected, after)),
        tuple(dict.fromkeys((*losses(before, between), *losses(before, after)))),
        tuple(leftovers(scene.expected, after)),
        tuple(wrong),
    )
