"""One try: a copy of a scene, a disturbance, and the same command once more; what is judged afterwards."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.faults.commands import Scene
from tests.faults.processes import Ended, run
from tests.faults.world import State, World, differences, leftovers, losses, removed

BUGS = (65, 70)
"""Exit codes that confess a bug."""
Disturb = Callable[[World], Ended]
_EDITION = re.compile(r"(output/[^/]+/[^/.][^/]*/)(?!\.index\.html\.).*(?<!/index\.html)")
"""What its page says is no part of it, for it is written anew with those of the others; but it has one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a try."""

    kind: str
    """The row of the table."""
    case: str
    what: str
    """How to repeat it."""
    codes: tuple[int, ...]
    """Exit codes while it was disturbed."""
    seconds: float
    """The longest time to an end."""
    different: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    """What it said or did that no run should: a bug confessed, a traceback, an end that did not come."""
    tries: int = 1
    """How many it stands for."""

    @property
    def faults(self) -> tuple[str, ...]:
        """All that is not as it should be, in words."""
        kinds = {
            "not the same": self.different,
            "lost": self.lost,
            "left over": self.left,
            "wrong": self.wrong,
        }
        return tuple(f"{kind}: {each}" for kind, all in kinds.items() for each in all)


def play(scene: Scene, folder: Path, kind: str, what: str, disturb: Disturb) -> Outcome:
    """Disturb the scene's command in a copy at `folder`, run it again undisturbed, and judge."""
    world = scene.before.copied(folder)
    before = world.state()  # the copy's: SQLite makes files beside a memory that is read, which another copy would take for its own
    disturbed = disturb(world)
    between = world.state()
    again = run(world, scene.case.arguments)
    after = world.state()
    removed(world)
    wrong = [*said(disturbed), *(f"again: {each}" for each in said(again))]
    if again.code:
        wrong.append(f"again: exit code {again.code}: {again.said[-500:]}")
    if disturbed.code == 0:
        wrong += [f"it ended well, and {each}" for each in differences(scene.expected, between)]
    return Outcome(
        kind,
        scene.case.name,
        f"{scene.case}: {what}",
        (disturbed.code,),
        max(disturbed.seconds, again.seconds),
        (*differences(scene.expected, after), *_halves(before, scene.expected, between)),
        tuple(dict.fromkeys((*losses(before, between), *losses(before, after)))),
        tuple(leftovers(scene.expected, after)),
        tuple(wrong),
    )


def said(ended: Ended) -> Iterator[str]:
    """What no run should say or do."""
    if ended.code in BUGS:
        yield f"exit code {ended.code}: {ended.said[-500:]}"
    if "Traceback" in ended.said:
        yield f"a traceback: {ended.said[-1500:]}"
    if ended.hung:
        yield f"no end within {ended.seconds:.0f} s"


def _halves(before: State, expected: State, found: State) -> Iterator[str]:
    """Editions that are neither as they were nor as they should be."""
    folders = (_editions(state.files) for state in (before, expected, found))
    old, new, here = folders
    for name, files in here.items():
        if files not in (old.get(name), new.get(name)):
            yield f"half an edition in {name}"
        if f"{name}index.html" not in found.files:
            yield f"an edition without its page in {name}"


def _editions(files: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, digest in files.items():
        if (match := _EDITION.fullmatch(name)) and not name.startswith("output/feeds/"):
            found.setdefault(match[1], {})[name] = digest
    return found
