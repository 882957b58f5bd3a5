"""Commands run in processes forked from this one, which has loaded the program already: to start Python and load it takes
ten times as long as a small article. What a real start does otherwise, `tests/test_killed.py` tries.
"""

import atexit
import os
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from tests.faults.world import World

LONGEST_S = 120.0
"""After so long a command counts as hanging, and is ended."""
_STEP_S = 0.004


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    """Its exit code; the negative number of the signal that ended it."""
    seconds: float
    said: str
    hung: bool = False


class Running:
    """A command in a process and a session of its own."""

    def __init__(
        self, world: World, arguments: Sequence[str], hook: Callable[[World], None] | None = None
    ) -> None:
        with tempfile.NamedTemporaryFile("w", prefix="said-", dir=world.root.parent, delete=False) as file:
            self._log = Path(file.name)
        self._began = time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            _child(world, arguments, hook, self._log)

    def ended(self, within_s: float = LONGEST_S, *, then: int = signal.SIGKILL) -> Ended:
        """Wait for it, and send it the signal `then` when it has not ended within this time."""
        code = self._waited(within_s)
        hung = code is None and within_s == LONGEST_S
        if code is None:
            os.kill(self.pid, then)
            code = self._waited(LONGEST_S)
            hung = hung or code is None
        if code is None:
            os.kill(self.pid, signal.SIGKILL)
            code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        said = self._log.read_text("utf-8", "replace")
        self._log.unlink()
        return Ended(code, time.monotonic() - self._began, said, hung)

    def _waited(self, seconds: float) -> int | None:
        until = time.monotonic() + seconds
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            if time.monotonic() >= until:
                return None
            time.sleep(_STEP_S)


def run(world: World, arguments: Sequence[str], hook: Callable[[World], None] | None = None) -> Ended:
    """Run a command to its end."""
    return Running(world, arguments, hook).ended()


def enter(world: World) -> None:
    """Make this process work in `world`."""
    for name in [name for name in os.environ if name.startswith("MANYVOICES_")]:
        del os.environ[name]
    os.environ |= world.environment()
    os.chdir(world.articles)
    tempfile.tempdir = None


def _child(
    world: World, arguments: Sequence[str], hook: Callable[[World], None] | None, log: Path
) -> NoReturn:
    code: object = 99
    try:
        os.setsid()
        _redirect(log)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        enter(world)
        if hook is not None:
            hook(world)
        code = _main(arguments)
        threading._shutdown()  # type: ignore[attr-defined]  # as Python does at its end, and then what was registered
        atexit._run_exitfuncs()
    except BaseException:
        traceback.print_exc()
    finally:
        with suppress(ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)


def _main(arguments: Sequence[str]) -> object:
    import cli

    try:
        cli.main(arguments)
    except SystemExit as end:
        return end.code or 0
    return 0


def _redirect(log: Path) -> None:
    number = os.open(log, os.O_WRONLY | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(number, 1)
    os.dup2(number, 2)
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", encoding="utf-8", closefd=False)  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = os.fdopen(2, "w", encoding="utf-8", closefd=False)  # type: ignore[misc]
