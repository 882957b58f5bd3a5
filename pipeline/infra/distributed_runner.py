"""Work done by the workers of a Dask cluster: a runner whose processes are on several machines.

A task has the key of what it is made from, so that what two conductors ask for is done once, and goes to workers that
have what it needs (`distributed_workers`). Few are on their way at once: the scheduler holds no more than what keeps its
workers busy, and what nobody waits for any more is dropped here. A task may be done twice, on a worker that is lost and on
another one; that is right where what it makes is kept under the digest of what it is made from.
"""

import pickle
import secrets
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from queue import SimpleQueue
from threading import Condition, Event, Thread
from time import monotonic
from typing import Any, ParamSpec, TypeVar

from distributed import Client, KilledWorker, get_worker
from distributed.utils import sync

from pipeline.errors import ClusterLost, PublishError, WorkersEnded
from pipeline.infra.distributed_workers import Workforce
from pipeline.infra.exception_messages import in_words
from pipeline.infra.runner import Task

T = TypeVar("T")
Given = ParamSpec("Given")

_AHEAD = 2
"""So many tasks for each that a worker can do at once are on their way: one waits there while one is done."""
_LOOK_S = 1.0
"""Between two looks at who is there."""


@dataclass(eq=False)
class _Order:
    """A task that somebody waits for."""

    task: Task[Any]
    future: Future[Any]
    sent: Any = None
    """What Dask knows of it; None before it is sent."""
    is_suspect: bool = False
    """Whether workers ended that had it; it may have ended them, or may have been beside what did."""
    is_settled: bool = False


@dataclass
class _Lane:
    """The orders that need the same of a worker, in their order."""

    waiting: deque[_Order] = field(default_factory=deque)
    sent: set[_Order] = field(default_factory=set)
    lacking_since: float | None = None
    """When it was first seen that nobody can do them."""

    @property
    def orders(self) -> list[_Order]:
        """All of them."""
        return [*self.waiting, *self.sent]


class DistributedRunner(Executor):
    """The workers of a scheduler, for as long as nothing is lost.

    `submit` raises `ClusterLost` once the scheduler is. Futures raise it too, `WorkersEnded` for a task that ended one
    worker after the other, and `WorkerMissing` for one that nobody could do in `patience_s`.
    """

    def __init__(self, client: Client, workers: Workforce, patience_s: float) -> None:
        self._client = client
        self._workers = workers
        self._patience_s = patience_s
        self._run = secrets.token_hex(4)
        self._lanes: dict[str, _Lane] = {}
        self._suspects: deque[_Order] = deque()
        """Tried one after the other, the first one now."""
        self._changing = Condition()
        self._is_ended = False
        self._wake = Event()
        """Set when somebody should look at once who is there."""
        self._lost: ClusterLost | None = None
        self._came: SimpleQueue[_Order | None] = SimpleQueue()
        """None for the end."""
        self._threads = [Thread(target=each, daemon=True) for each in (self._take, self._watch)]
        for thread in self._threads:
            thread.start()

    @property
    def slots(self) -> int:
        """How many tasks can be done at once, as far as is known."""
        return self._workers.slots("")

    def submit(self, work: Callable[Given, T], /, *given: Given.args, **named: Given.kwargs) -> Future[T]:
        """As every executor."""
        order = _Order(_as_task(work, *given, **named), Future())
        with self._changing:
            if self._lost:
                raise self._lost
            if self._is_ended:
                raise RuntimeError("The runner was shut down.")
            is_new = order.task.needs not in self._lanes
            self._lane(order).waiting.append(order)
        order.future.add_done_callback(partial(self._let_go, order))
        if is_new:
            self._wake.set()
        self._send_more()
        return order.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As every executor. What a worker does already when its future is cancelled, it ends by itself."""
        if cancel_futures:
            for order in self._orders():
                order.future.cancel()
        with self._changing:
            if wait:
                self._changing.wait_for(lambda: not any(lane.orders for lane in self._lanes.values()))
            self._is_ended = True
        self._wake.set()
        self._came.put(None)
        for thread in self._threads:
            thread.join()

    def _lane(self, order: _Order) -> _Lane:
        return self._lanes.setdefault(order.task.needs, _Lane())

    def _orders(self) -> list[_Order]:
        with self._changing:
            return [order for lane in self._lanes.values() for order in lane.orders]

    def _send_more(self) -> None:
        """Send as much as keeps the workers busy."""
        with self._changing:
            for needs, lane in self._lanes.items():
                room = _AHEAD * self._workers.slots(needs) - len(lane.sent)
                while lane.waiting and room > 0 and not self._lost:
                    lane.sent.add(order := lane.waiting.popleft())
                    self._send(order)
                    room -= 1

    def _send(self, order: _Order) -> None:
        task, work = order.task, pickle.dumps(order.task.work)
        own = f"{task.needs or 'work'}-{task.key}"
        mark = f"{own}-{self._run}"
        try:
            order.sent = self._client.submit(
                *((_do_once, mark, work) if order.is_suspect else (_do, work)),
                key=mark if order.is_suspect else own,
                resources={self._workers.resource(task.needs): 1},
                priority=task.priority,
            )
            order.sent.add_done_callback(lambda _: self._came.put(order))
        except Exception:  # noqa: BLE001 - whatever a client says that lost its connection
            self._came.put(order)

    def _let_go(self, order: _Order, future: Future[Any]) -> None:
        """Hold an order no more whose future is done; Dask forgets what no conductor waits for."""
        with self._changing:
            lane = self._lane(order)
            lane.sent.discard(order)
            if order in lane.waiting:
                lane.waiting.remove(order)
            self._changing.notify_all()
            sent, order.sent = order.sent, None
            self._clear(order)
        if sent is not None and not self._lost:
            with suppress(Exception):  # whether it is heard or not
                sent.cancel() if future.cancelled() else sent.release()

    def _take(self) -> None:
        """Take what comes back, as much at once as has come."""
        while (order := self._came.get()) is not None:
            orders = [order]
            while not self._came.empty() and (order := self._came.get()) is not None:
                orders.append(order)
            self._settle([each for each in orders if not each.future.done()])
            self._send_more()
            if order is None:
                return

    def _settle(self, orders: Sequence[_Order]) -> None:
        for order, result in self._results(orders):
            if isinstance(result, KilledWorker) and not order.is_suspect:
                self._suspect(order)
            elif isinstance(result, BaseException):
                self._end(order, self._in_words(order, result))
            else:
                self._end(order, result)

    def _results(self, orders: Sequence[_Order]) -> Iterator[tuple[_Order, Any]]:
        """What each returned, or what was raised for it; nothing of what has to be waited for again."""
        sent = {order: order.sent for order in orders}
        finished = {
            each.key: each for each in sent.values() if each is not None and each.status == "finished"
        }
        try:
            gather: Any = self._client.gather
            results = gather(finished, errors="skip") if finished else {}
        except Exception:  # noqa: BLE001 - whatever a client says that lost its connection
            results = {}
        for order, each in sent.items():
            if each is not None and each.key in results:
                yield order, pickle.loads(results[each.key])
            elif each is not None and each.status == "error":
                yield order, each.exception()
            elif each is None or each.status == "cancelled" or not self._is_connected():
                yield order, self._workers.lost()
            else:  # its worker was lost before the result was here: it is done again
                each.add_done_callback(lambda _, order=order: self._came.put(order))

    def _is_connected(self) -> bool:
        return bool(self._client.status == "running")

    def _in_words(self, order: _Order, error: BaseException) -> BaseException:
        if isinstance(error, KilledWorker | EndedBefore):
            return WorkersEnded(
                f"One worker after the other ended while it had {order.task.name}; it was given up.",
                "The workers' logs may say why. Change the sentence, or choose another engine.",
            )
        if isinstance(error, PublishError) or not isinstance(error, Exception):
            return error
        return self._workers.understood(error) or in_words(error)

    def _end(self, order: _Order, outcome: Any) -> None:
        """Set an order's outcome, unless it has one."""
        with self._changing:
            was_settled, order.is_settled = order.is_settled, True
        if was_settled or not order.future.set_running_or_notify_cancel():
            return
        if isinstance(outcome, BaseException):
            order.future.set_exception(outcome)
        else:
            order.future.set_result(outcome)
        if isinstance(outcome, ClusterLost):
            self._lose(outcome)

    def _suspect(self, order: _Order) -> None:
        """Try a task once more, where it shows whether it ends its worker: it may have been beside the one that did."""
        with self._changing:
            order.is_suspect, order.sent = True, None
            self._suspects.append(order)
            if self._suspects[0] is order:
                self._send(order)

    def _clear(self, order: _Order) -> None:
        """Go on with the next one of those that are tried one after the other."""
        if order in self._suspects:
            was_first = self._suspects[0] is order
            self._suspects.remove(order)
            if was_first and self._suspects and not self._lost:
                self._send(self._suspects[0])

    def _watch(self) -> None:
        """Look who is there, and give up what nobody can do."""
        while not self._is_ended:
            if not self._is_connected():
                self._lose(self._workers.lost())
                return
            try:
                self._workers.look()
            except PublishError as error:
                self._end_all(error)
            except Exception as error:  # noqa: BLE001 - the next look may go well, or show that the connection is lost
                self._workers.trouble = in_words(error).message
            self._give_up()
            self._send_more()
            self._wake.wait(_LOOK_S)
            self._wake.clear()

    def _give_up(self) -> None:
        """End what nobody could do for too long."""
        with self._changing:
            lanes = list(self._lanes.items())
        for needs, lane in lanes:
            if self._workers.slots(needs) or not lane.orders:
                lane.lacking_since = None
            elif lane.lacking_since is None:
                lane.lacking_since = monotonic()
            elif monotonic() - lane.lacking_since > self._patience_s:
                error = self._workers.missing(needs)
                for order in lane.orders:
                    self._end(order, error)

    def _lose(self, error: ClusterLost) -> None:
        """End all that is on its way."""
        with self._changing:
            if self._lost:
                return
            self._lost = error
        self._end_all(error)

    def _end_all(self, error: PublishError) -> None:
        for order in self._orders():
            self._end(order, error)


class EndedBefore(Exception):
    """A worker ended that had begun the same task, and nothing else."""


def _as_task(work: Callable[Given, T], /, *given: Given.args, **named: Given.kwargs) -> Task[T]:
    """Work that says nothing of itself is done anew each time."""
    if isinstance(work, Task):
        return work
    return Task(partial(work, *given, **named), secrets.token_hex(16), getattr(work, "__name__", "a task"))


def _do(work: bytes) -> bytes:
    """Runs on a worker. As bytes, work passes the scheduler unread."""
    return pickle.dumps(pickle.loads(work)())


def _do_once(mark: str, work: bytes) -> bytes:
    """As `_do`, having told the scheduler that it is begun. Raises `EndedBefore` when it was begun before."""
    worker = get_worker()
    ask: Any = partial(sync, worker.loop)
    if ask(worker.scheduler.get_metadata, keys=[mark], default=False):
        raise EndedBefore
    ask(worker.scheduler.set_metadata, keys=[mark], value=True)
    return _do(work)
