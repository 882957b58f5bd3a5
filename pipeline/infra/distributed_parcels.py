"""What is sent to a worker of a cluster in one task: one order, or as many short ones as make up a quarter of a second.

A task costs some milliseconds of Dask's time, wherever it is short. How long an order takes is told from those of its lane
that were done; nothing is packed before some were measured. A worker that finds a parcel longer than was thought returns
what it has done so far, and the rest is sent anew: a mistaken measure costs a message and keeps nobody from work.
"""

import pickle
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from time import monotonic
from typing import Any

from distributed import get_worker
from distributed.utils import sync

from pipeline.infra.runner import Task
from pipeline.infra.store import key

_FULL_S = 0.25
"""Work of a parcel: a task's own cost is small beside it, and so is what is lost when it has to be done again."""
_LATE_S = 2 * _FULL_S
"""After which a worker begins nothing more of a parcel."""
_MEASURED = 15
"""Orders by whose median a parcel is packed: the first one of each worker, which loads an engine, says nothing."""
_ENOUGH = 3
"""So many must be measured."""


@dataclass(eq=False)
class Order:
    """A task that somebody waits for."""

    task: Task[Any]
    work: bytes
    """As a worker is given it."""
    future: Future[Any]
    parcel: "Parcel | None" = None
    """In which it is on its way; None while it waits."""
    is_alone: bool = False
    """Whether it is sent by itself: something went wrong where it was sent with others."""
    is_settled: bool = False
    tries: int = 0
    """How often it was sent by itself because workers had ended with it."""
    breaks: int = 0
    """How often it was lost with the connection to the scheduler."""


@dataclass(eq=False)
class Parcel:
    """Orders that are sent together; one most often."""

    orders: Sequence[Order]
    """In the order in which they are done."""
    is_suspect: bool = False
    """Whether workers ended that had it; it may have ended them, or may have been beside what did."""
    sent: Any = None
    """What Dask knows of it; None before it is sent."""
    open: set[Order] = field(init=False)
    """Those that are waited for here."""

    def __post_init__(self) -> None:
        self.open = set(self.orders)
        for order in self.orders:
            order.parcel = self

    @property
    def key(self) -> str:
        """Of what it is made from: that of its only order, so that two conductors ask for one thing."""
        first, *others = [order.task.key for order in self.orders]
        return key("parcel", 1, of=[first, *others]) if others else first

    @property
    def work(self) -> bytes:
        """What a worker is given. As bytes, it passes the scheduler unread."""
        return pickle.dumps([order.work for order in self.orders])


@dataclass
class Lane:
    """The orders that need the same of a worker, in their order."""

    waiting: deque[Order] = field(default_factory=deque)
    sent: set[Parcel] = field(default_factory=set)
    """Suspects that wait for their turn among them."""
    took: deque[float] = field(default_factory=partial(deque, maxlen=_MEASURED))
    """Seconds that the last ones took on a worker."""
    lacking_since: float | None = None
    """When it was first seen that nobody can do them."""

    @property
    def orders(self) -> list[Order]:
        """All of them."""
        return [*self.waiting, *(order for parcel in self.sent for order in parcel.open)]

    @property
    def under_way(self) -> int:
        """How many parcels were sent."""
        return sum(parcel.sent is not None for parcel in self.sent)

    def pack(self, among: int) -> Parcel:
        """The next parcel; no more than leaves something for each of so many."""
        most = min(self._filling, -(-len(self.waiting) // among))
        orders = [self.waiting.popleft()]
        while len(orders) < most and self._fits(orders[0]):
            orders.append(self.waiting.popleft())
        self.sent.add(parcel := Parcel(orders))
        return parcel

    def put_back(self, orders: Sequence[Order]) -> None:
        """Have orders wait again, before those that came later."""
        self.waiting.extendleft(reversed(orders))

    def _fits(self, first: Order) -> bool:
        following = self.waiting[0]
        is_alone = first.is_alone or following.is_alone
        return not is_alone and following.task.priority == first.task.priority

    @property
    def _filling(self) -> int:
        """How many orders make up a full parcel; one when they are long, or when nobody knows."""
        if len(self.took) < _ENOUGH:
            return 1
        return max(int(_FULL_S / max(median(self.took), 0.001)), 1)


class EndedBefore(Exception):
    """A worker ended that had begun the same task, and nothing else."""


Done = Sequence[tuple[float, Any]]
"""Seconds that each took, and what it returned, for the first ones of a parcel; not for all when they take long or one raises."""


def do(work: bytes) -> bytes:
    """Runs on a worker: what came of a parcel, as `Done`. Raises what its only order raises."""
    tasks: Sequence[bytes] = pickle.loads(work)
    done: list[tuple[float, Any]] = []
    end = monotonic() + _LATE_S
    for each in tasks:
        before = monotonic()
        try:
            outcome = pickle.loads(each)()
        except Exception:
            if len(tasks) == 1:
                raise
            break
        done.append((monotonic() - before, outcome))
        if monotonic() > end:
            break
    return pickle.dumps(done)


def do_once(mark: str, work: bytes) -> bytes:
    """As `do`, having told the scheduler that it is begun. Raises `EndedBefore` when it was begun before."""
    worker = get_worker()
    ask: Any = partial(sync, worker.loop)
    if ask(worker.scheduler.get_metadata, keys=[mark], default=False):
        raise EndedBefore
    ask(worker.scheduler.set_metadata, keys=[mark], value=True)
    return do(work)
