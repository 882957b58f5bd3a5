"""What a run opens once, for all its articles: nothing is loaded or opened anew for the next one."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore

from pipeline.app.opened_memory import open_memory
from pipeline.app.run_state import RunState
from pipeline.app.stage_configurations import translation_of
from pipeline.app.workers import Workers, open_workers
from pipeline.config.settings import Settings
from pipeline.document.events import InTurn, Nobody, Progress
from pipeline.infra.runner import working
from pipeline.infra.shared_store import open_store
from pipeline.infra.store import Store
from pipeline.translation.chain import chain
from pipeline.translation.limited_engine import Limited
from pipeline.translation.memory import Memory
from pipeline.writers.encoders import Encoders

_WAITING = 32
"""Threads that wait for pieces which a cluster's workers encode, for a quarter as many editions at once."""


@dataclass(frozen=True, slots=True)
class Session:
    """Store, memory, engines and threads of one run."""

    settings: Settings
    progress: Progress
    """Told one event after the other, whichever threads they come from."""
    store: Store
    memory: Memory
    """For the thread that opened the session."""
    translators: Sequence[Limited]
    """In the order in which they are asked, with the models that they loaded."""
    workers: Workers
    """Who speak."""
    writers: Executor
    """Threads that make editions' files, several editions side by side."""
    encoders: Encoders
    """Who encode sound for them."""
    state: RunState
    """What is told of the run outside."""
    began: float
    """When it was opened, in seconds as `time.time` has them."""


@contextmanager
def open_session(
    settings: Settings, progress: Progress | None = None, state: RunState | None = None
) -> Iterator[Session]:
    """A session for a block. Nothing of it works any more once the block is left, however it is left.

    Raises `SettingsError` for engines that there are not, or that may not be used, and for a store that is not to be had.
    """
    store = open_store(settings.store, settings.store_url, offline=settings.offline)
    store.check()
    store.tidy()
    progress, state = InTurn(progress or Nobody()), state or RunState()
    waiting = _WAITING if settings.scheduler else 0
    with (
        open_memory(settings) as memory,
        working(ThreadPoolExecutor(max(settings.jobs, waiting // 4))) as writers,
        working(ThreadPoolExecutor(max(settings.jobs, waiting))) as threads,
        open_workers(settings, progress) as workers,
    ):
        yield Session(
            settings,
            progress,
            store,
            memory,
            chain(workers.questions(translation_of(settings)), state.meter, workers.translator),
            workers,
            writers,
            _encoders(threads, workers, settings.jobs),
            state,
            time.time(),
        )


def _encoders(threads: Executor, workers: Workers, cores: int) -> Encoders:
    """They work on so many pieces at once here, whichever of them nobody else encodes."""
    if workers.encode is None:
        return Encoders(threads)
    return Encoders(threads, workers.encode, BoundedSemaphore(cores))
