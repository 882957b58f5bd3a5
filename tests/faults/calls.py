"""Every file-system call failing in turn, and disks that are full from some moment on."""

import json
import os
import random
import resource
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from tests.faults.commands import Scene
from tests.faults.layer import CHANGING, FAILURES, GIVING, KILLED, Call, Failure, Layer
from tests.faults.processes import run
from tests.faults.trial import Outcome, play
from tests.faults.work import Try
from tests.faults.world import World, removed

_SIZES = 1 << 8, 1 << 20
"""Bytes: between these lies the largest file that may be written in a try of `sizes`."""


def calls(scenes: Sequence[Scene], folder: Path, seed: int, *, every: bool = False) -> Sequence[Try]:
    """A try for each place where each command asks the file system, and each way to fail there, in a random order.

    With `every`, one for each single call; of a place that is reached in a loop there is otherwise one at random.
    """
    chance = random.Random(seed)
    tries: list[Try] = []
    for scene in scenes:
        found = _counted(scene, folder / "counted")
        places: dict[tuple[str, str], list[Call]] = {}
        for call in found:
            places.setdefault((call.name, call.where), []).append(call)
        for same in places.values():
            killed = (KILLED,) if same[0].name in CHANGING else ()
            for way in (*FAILURES[same[0].name], *killed):
                chosen = same if every else [chance.choice(same)]
                tries += [partial(_failed, scene, Failure(call, way)) for call in chosen]
            if same[0].name in GIVING:
                tries.append(partial(_failed, scene, Failure(chance.choice(same), "ENOSPC", lasting=True)))
    chance.shuffle(tries)
    return tries


def sizes(scenes: Sequence[Scene], count: int, seed: int) -> Iterator[Try]:
    """No file may grow beyond a random size: this SQLite and ffmpeg meet too."""
    for number in range(count):
        yield partial(_limited, scenes[number % len(scenes)], f"{seed}-size-{number}")


def _counted(scene: Scene, folder: Path) -> Sequence[Call]:
    """All calls of an undisturbed run."""
    log = folder.with_suffix(".calls")
    log.unlink(missing_ok=True)
    log.touch()
    world = scene.before.copied(folder)
    ended = run(world, scene.case.arguments, partial(_install, None, log))
    assert ended.code == 0, ended.said
    removed(world)
    return [Call(*json.loads(line)) for line in log.read_text("utf-8").splitlines()]


def _install(failure: Failure | None, log: Path, world: World) -> None:
    number, write = os.open(log, os.O_WRONLY | os.O_APPEND), os.write

    def tell(call: Call) -> None:
        write(number, f"{json.dumps([call.name, call.where, call.number])}\n".encode())

    Layer(world.root, failure, tell).install()


def _failed(scene: Scene, failure: Failure, folder: Path) -> Outcome:
    log = folder.with_suffix(".hit")
    log.touch()
    lasting = " and ever after" if failure.lasting else ""
    outcome = _disturbed(
        scene,
        folder,
        f"{failure.way}{lasting}",
        f"{failure.way}{lasting}: {failure.call}",
        partial(_install, failure, log),
    )
    log.unlink()
    return outcome


def _limited(scene: Scene, seed: str, folder: Path) -> Outcome:
    low, high = _SIZES
    size = round(low * (high / low) ** random.Random(seed).random())

    def limit(world: World) -> None:
        del world
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    return _disturbed(scene, folder, "largest file", f"seed {seed}, {size} bytes", limit)


def _disturbed(scene: Scene, folder: Path, kind: str, what: str, hook: Callable[[World], None]) -> Outcome:
    return play(scene, folder, kind, what, lambda world: run(world, scene.case.arguments, hook))
