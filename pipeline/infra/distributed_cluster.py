"""Dask's scheduler: one that is there, or one started for a trial, with worker processes on this machine."""

import logging
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from dask import config
from distributed import Client, LocalCluster

from pipeline.errors import ClusterLost
from pipeline.infra.runner import deaf_to_interrupts

_PATIENCE_S = 5
"""In which a scheduler must answer: it has nothing else to do than that."""
_ABSENT_S = 30
"""How long a scheduler may be away in the middle of a run; one that is started again by a system's supervisor is back sooner."""
_HERE = "127.0.0.1:0"
"""Any free port, for what Dask shows of itself."""
_FAILURES = 1
"""Workers beyond which a task is under suspicion of having ended them; the third one shows it."""

_FRUGAL = {
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.worker.profile.enabled": False,
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None,
}
"""How often Dask looks at itself: 50 times a second in each of its servers, and 100 times at what a worker does, which together
took a tenth of a core where nothing was done. And how a worker and all that it starts ask for memory: Dask has them give back at once what is
free, and a tenth of the time for an article by eSpeak goes into that."""


def be_frugal() -> None:
    """Have the servers of Dask that this process makes from now on take less time for themselves, where nobody set it otherwise."""
    own = config.collect()  # of files and of the environment
    config.set({name: value for name, value in _FRUGAL.items() if config.get(name, None, own) is None})


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """A connection to the scheduler at `address` for a block. Raises `ClusterLost` when nothing answers there, or another version."""
    be_frugal()
    _silence()
    made: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_connect, args=(address, made), daemon=True).start()
    try:
        client = made.get(timeout=2 * _PATIENCE_S)
    except Empty:  # a client waits for ever for what accepts and says nothing
        client = None
    if client is None:
        raise ClusterLost(
            f"No scheduler of Dask answers at {address}.",
            "Start one with “dask scheduler”, or correct --scheduler; without it this machine works alone.",
        )
    try:
        _check(client, address)
        client._timeout = _ABSENT_S  # in which it connects again by itself
        yield client
    finally:
        client.close()


@contextmanager
def started(workers: int, withheld: Collection[str], *, dashboard: bool) -> Iterator[str]:
    """The address of a scheduler that is started for a block, with so many workers, each a process of one thread.

    They listen on this machine only, and have nothing of the environment variables that are `withheld`.
    """
    be_frugal()
    _silence()
    with TemporaryDirectory(prefix="manyvoices-", ignore_cleanup_errors=True) as folder:
        with deaf_to_interrupts():
            cluster: Any = LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address=_HERE,
                worker_dashboard_address=_HERE,
                memory_limit=0,
                local_directory=folder,
                silence_logs=logging.CRITICAL,
                env=dict.fromkeys(withheld, ""),
                scheduler_kwargs={"allowed_failures": _FAILURES, "dashboard": dashboard},
            )
        try:
            yield str(cluster.scheduler_address)
        finally:
            cluster.close()


def dashboard_of(client: Client) -> str:
    """Address of the page on which Dask shows what its workers do; empty where it serves none."""
    try:
        return str(client.dashboard_link or "")
    except Exception:  # noqa: BLE001 - it is made of Dask's settings and of the environment
        return ""


def _connect(address: str, made: "SimpleQueue[Any]") -> None:
    """Put a client for `address` into `made`, or None when there cannot be one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it says of versions is looked at here
            made.put(Client(address, timeout=_PATIENCE_S, set_as_default=False))  # type: ignore[no-untyped-call]
    except Exception:  # noqa: BLE001 - whatever it is that answers there
        made.put(None)


def _check(client: Any, address: str) -> None:
    there = client.get_versions()["scheduler"]["packages"]["distributed"]
    if there != (here := version("distributed")):
        raise ClusterLost(
            f"The scheduler at {address} is of distributed {there}, and this is {here}.",
            "Install the same version on all machines.",
        )


def _silence() -> None:
    """What Dask has to say is said in our words, or by its workers where they are."""
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
