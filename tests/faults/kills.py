"""Commands killed at random moments."""

import random
import signal
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tests.faults.commands import Scene
from tests.faults.processes import Ended, Running
from tests.faults.trial import Outcome, play
from tests.faults.work import Try
from tests.faults.world import World

_WORKERS = 3
"""One in so many runs of `publish` speaks in processes of its own."""
_LEAST_S = 0.002


def kills(scenes: Sequence[Scene], count: int, seed: int) -> Iterator[Try]:
    """`count` tries over all scenes in turn."""
    for number in range(count):
        scene = scenes[number % len(scenes)]
        yield partial(_killed, scene, f"{seed}-{number}", number // len(scenes) % _WORKERS == _WORKERS - 1)


def _killed(scene: Scene, seed: str, workers: bool, folder: Path) -> Outcome:
    """A try that its seed repeats, as far as the same moment is the same place."""
    moment = random.Random(seed).uniform(_LEAST_S, scene.seconds)
    more = ("--jobs", "2") if workers and scene.case.name == "publish" else ()

    def disturb(world: World) -> Ended:
        running = Running(world, (*scene.case.arguments, *more))
        return running.ended(moment, then=signal.SIGKILL)

    return play(
        scene, folder, "SIGKILL", f"seed {seed}, after {moment:.3f} s of {scene.seconds:.2f}", disturb
    )


def stops(scenes: Sequence[Scene], count: int, seed: int) -> Iterator[Try]:
    """As `kills`, by SIGTERM: a run that is asked to stop leaves nothing over even before the next."""
    for number in range(count):
        yield partial(_stopped, scenes[number % len(scenes)], f"{seed}-stop-{number}")


def _stopped(scene: Scene, seed: str, folder: Path) -> Outcome:
    moment = random.Random(seed).uniform(_LEAST_S, scene.seconds)

    def disturb(world: World) -> Ended:
        return Running(world, scene.case.arguments).ended(moment, then=signal.SIGTERM)

    return play(
        scene, folder, "SIGTERM", f"seed {seed}, after {moment:.3f} s of {scene.seconds:.2f}", disturb
    )
