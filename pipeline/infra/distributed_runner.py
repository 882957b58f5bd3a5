"""Work done by the workers of a Dask cluster: a runner whose processes are on several machines.

A task has the key of what it is made from, so that what two conductors ask for is done once, and goes to workers that
have what it needs (`distributed_workers`), short ones several at once (`distributed_parcels`). Few are on their way at once:
the scheduler holds no more than what keeps its workers busy, and what nobody waits for any more is dropped here. A task
may be done twice, on a worker that is lost and on another one, or as one of a parcel and by itself; that is right where
what it makes is kept under the digest of what it is made from.
"""

import pickle
import secrets
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from functools import partial
from itertools import count
from queue import SimpleQueue
from threading import Condition, Event, Thread
from time import monotonic
from typing import Any, ParamSpec, TypeVar

from distributed import Client, KilledWorker

from pipeline.errors import ClusterLost, PublishError, WorkersEnded
from pipeline.infra.distributed_parcels import Done, EndedBefore, Lane, Order, Parcel, do, do_once
from pipeline.infra.distributed_workers import Workforce
from pipeline.infra.exception_messages import in_words
from pipeline.infra.runner import Task

T = TypeVar("T")
Given = ParamSpec("Given")

_AHEAD = 2
"""So many tasks for each that a worker can do at once are on their way: one waits there while one is done."""
_MOST_TRIES = 5
"""So often at most what may have ended its workers is sent by itself, where not even that shows whether it did."""
_MOST_BREAKS = 5
"""So often at most what was lost with the connection is sent again."""
_LOOK_S = 1.0
"""Between two looks at who is there."""


class _Broken(Exception):
    """The connection was lost before there was a result."""


class DistributedRunner(Executor):
    """The workers of a scheduler. One that is back soon is given again what it had.

    `submit` raises `ClusterLost` once it stays away. Futures raise it too, `WorkersEnded` for a task that ended one
    worker after the other, and `WorkerMissing` for one that nobody could do in `patience_s`.
    """

    def __init__(self, client: Client, workers: Workforce, patience_s: float) -> None:
        self._client = client
        self._workers = workers
        self._patience_s = patience_s
        self._run = secrets.token_hex(4)
        self._lanes: dict[str, Lane] = {}
        self._suspects: deque[Parcel] = deque()
        """Tried one after the other, the first one now."""
        self._numbers = count()
        self._changing = Condition()
        self._refuses = False
        """Set when who gave work wants none of it any more, though threads of his may not know yet."""
        self._is_ended = False
        self._wake = Event()
        """Set when somebody should look at once who is there."""
        self._lost: ClusterLost | None = None
        self._came: SimpleQueue[Parcel | None] = SimpleQueue()
        """One without orders for what waits to be sent; None for the end."""
        self._threads = [Thread(target=each, daemon=True) for each in (self._take, self._watch)]
        for thread in self._threads:
            thread.start()

    def slots(self, needs: str = "") -> int:
        """How many tasks of this need, or of none, can be done at once, as far as is known."""
        return self._workers.slots(needs)

    def want(self, needs: str) -> None:
        """Look from now on for workers that can do tasks of this need, before there are any."""
        self._workers.want(needs)
        self._wake.set()

    def submit(self, work: Callable[Given, T], /, *given: Given.args, **named: Given.kwargs) -> Future[T]:
        """As every executor."""
        task = _as_task(work, *given, **named)
        order = Order(task, pickle.dumps(task.work), Future())
        with self._changing:
            if self._lost:
                raise self._lost
            if self._is_ended or self._refuses:
                raise RuntimeError("The runner was shut down.")
            is_new = order.task.needs not in self._lanes
            self._lane(order).waiting.append(order)
        self._workers.want(order.task.needs)
        order.future.add_done_callback(partial(self._let_go, order))
        if is_new:
            self._wake.set()
        self._came.put(Parcel(()))
        return order.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As every executor. What a worker does already when its future is cancelled, it ends by itself."""
        if cancel_futures:
            with self._changing:
                self._refuses = True
            for order in self._orders():
                order.future.cancel()
        with self._changing:
            if wait:
                self._changing.wait_for(
                    lambda: not any(lane.waiting or lane.sent for lane in self._lanes.values())
                )
            self._is_ended = True
        self._wake.set()
        self._came.put(None)
        for thread in self._threads:
            thread.join()

    def _lane(self, order: Order) -> Lane:
        return self._lanes.setdefault(order.task.needs, Lane())

    def _orders(self) -> list[Order]:
        with self._changing:
            return [order for lane in self._lanes.values() for order in lane.orders]

    def _send_more(self) -> None:
        """Send as much as keeps the workers busy."""
        with self._changing:
            for needs, lane in self._lanes.items():
                most = _AHEAD * self._workers.slots(needs)
                room = most - lane.under_way
                while lane.waiting and room > 0 and not self._lost and self._is_connected():
                    self._send(lane.pack(most))
                    room -= 1

    def _send(self, parcel: Parcel) -> None:
        task, work = parcel.orders[0].task, parcel.work
        own = f"{task.needs or 'work'}-{parcel.key}"
        mark = f"{own}-{self._run}"
        again = f"{mark}-{next(self._numbers)}"
        try:
            parcel.sent = self._client.submit(
                *((do_once, mark, work) if parcel.is_suspect else (do, work)),
                key=again if parcel.is_suspect else own,
                resources={self._workers.resource(task.needs): 1},
                priority=task.priority,
            )
            parcel.sent.add_done_callback(lambda _: self._came.put(parcel))
        except Exception:  # noqa: BLE001 - whatever a client says that lost its connection
            self._came.put(parcel)

    def _let_go(self, order: Order, future: Future[Any]) -> None:
        """Hold an order no more whose future is done."""
        with self._changing:
            lane = self._lane(order)
            if order.parcel is None and order in lane.waiting:
                lane.waiting.remove(order)
            self._take_out(order, dropped=future.cancelled())
            self._changing.notify_all()

    def _take_out(self, order: Order, *, dropped: bool = False) -> None:
        """Take an order out of its parcel; Dask forgets a parcel of which no conductor waits for anything."""
        parcel, order.parcel = order.parcel, None
        if parcel is None:
            return
        parcel.open.discard(order)
        if parcel.open:
            return
        self._lane(order).sent.discard(parcel)
        self._clear(parcel)
        if parcel.sent is not None and not self._lost:
            with suppress(Exception):  # whether it is heard or not
                parcel.sent.cancel() if dropped else parcel.sent.release()

    def _take(self) -> None:
        """Take what comes back, as much at once as has come, and send what has come meanwhile."""
        while (parcel := self._came.get()) is not None:
            parcels = [parcel]
            while not self._came.empty() and (parcel := self._came.get()) is not None:
                parcels.append(parcel)
            try:
                self._settle([each for each in parcels if each.open])
            except Exception as error:  # noqa: BLE001 - nobody may wait for what cannot be understood
                self._end_all(in_words(error))
            self._send_more()
            if parcel is None:
                return

    def _settle(self, parcels: Sequence[Parcel]) -> None:
        for parcel, result in self._results(parcels):
            if isinstance(result, KilledWorker):
                self._suspect(parcel)
            elif isinstance(result, _Broken):
                self._hold(parcel)
            elif not isinstance(result, BaseException):
                self._accept(parcel, result)
            elif len(parcel.orders) > 1 and not isinstance(result, PublishError):
                self._send_again(parcel, parcel.orders, alone=parcel.orders)
            else:
                for order in parcel.orders:
                    self._end(order, self._in_words(order, result))

    def _accept(self, parcel: Parcel, done: Done) -> None:
        """End the orders of a parcel that are done, and send the others again."""
        lane = self._lane(parcel.orders[0])
        for order, (seconds, outcome) in zip(parcel.orders, done, strict=False):
            lane.took.append(seconds)
            error = isinstance(outcome, BaseException)
            self._end(order, self._in_words(order, outcome) if error else outcome)
        left = parcel.orders[len(done) :]
        self._send_again(parcel, left, alone=() if done else left[:1])

    def _hold(self, parcel: Parcel) -> None:
        """Have what was lost with the connection wait for the next one, unless there will be none."""
        self._workers.leave()
        orders = [order for order in parcel.orders if order in parcel.open]
        for order in orders:
            order.breaks += 1
            if self._is_gone() or order.breaks > _MOST_BREAKS:
                self._end(order, self._workers.lost())
        self._send_again(parcel, orders, alone=())

    def _send_again(self, parcel: Parcel, orders: Sequence[Order], alone: Sequence[Order]) -> None:
        """Have orders of a parcel wait once more, those by themselves with which something is wrong."""
        with self._changing:
            left = [order for order in orders if order.parcel is parcel]
            for order in left:
                order.is_alone |= order in alone
                self._take_out(order)
            if left:
                self._lane(left[0]).put_back(left)

    def _results(self, parcels: Sequence[Parcel]) -> Iterator[tuple[Parcel, Done | BaseException]]:
        """What each returned, or what was raised for it; nothing of what has to be waited for again."""
        sent = {parcel: parcel.sent for parcel in parcels}
        finished = {
            each.key: each for each in sent.values() if each is not None and each.status == "finished"
        }
        try:
            gather: Any = self._client.gather
            results = gather(finished, errors="skip") if finished else {}
        except Exception:  # noqa: BLE001 - whatever a client says that lost its connection
            results = {}
        for parcel, each in sent.items():
            if each is not None and each.key in results:
                yield parcel, pickle.loads(results[each.key])
            elif each is not None and each.status == "error":
                yield parcel, each.exception()
            elif each is None or each.status == "cancelled" or not self._is_connected():
                yield parcel, _Broken()
            else:  # its worker was lost before the result was here: it is done again
                each.add_done_callback(lambda _, parcel=parcel: self._came.put(parcel))

    def _is_connected(self) -> bool:
        return bool(self._client.status == "running")

    def _is_gone(self) -> bool:
        """Whether the client has given up to connect again."""
        return self._client.status in ("closing", "closed")

    def _in_words(self, order: Order, error: BaseException) -> BaseException:
        if isinstance(error, EndedBefore):
            return WorkersEnded(
                f"One worker after the other ended while it had {order.task.name}; it was given up.",
                "The workers' logs may say why. Change the sentence, or choose another engine.",
            )
        if isinstance(error, PublishError) or not isinstance(error, Exception):
            return error
        return self._workers.understood(error) or in_words(error)

    def _end(self, order: Order, outcome: Any) -> None:
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

    def _suspect(self, parcel: Parcel) -> None:
        """Try what was sent once more, one by one, where it shows whether it ends its worker: it may have been beside what did.

        A suspect comes here again when it waited behind what ended its workers; when it had begun, it is told by its mark.
        """
        with self._changing:
            for order in [each for each in parcel.orders if each in parcel.open]:
                self._take_out(order)
                order.tries += 1
                if order.tries > _MOST_TRIES:
                    self._end(order, self._in_words(order, EndedBefore()))
                    continue
                self._lane(order).sent.add(again := Parcel((order,), is_suspect=True))
                self._suspects.append(again)
                if self._suspects[0] is again:
                    self._send(again)

    def _clear(self, parcel: Parcel) -> None:
        """Go on with the next one of those that are tried one after the other."""
        if parcel in self._suspects:
            was_first = self._suspects[0] is parcel
            self._suspects.remove(parcel)
            if was_first and self._suspects and not self._lost:
                self._send(self._suspects[0])

    def _watch(self) -> None:
        """Look who is there, and give up what nobody can do."""
        while not self._is_ended:
            if self._is_gone():
                self._lose(self._workers.lost())
                return
            if self._is_connected():
                self._look()
            self._wake.wait(_LOOK_S)
            self._wake.clear()

    def _look(self) -> None:
        try:
            self._workers.look()
        except PublishError as error:
            self._end_all(error)
        except Exception as error:  # noqa: BLE001 - the next look may go well, or show that the connection is lost
            self._workers.trouble = in_words(error).message
        self._give_up()
        self._send_more()

    def _give_up(self) -> None:
        """End what nobody could do for too long; what workers ended with before may be why none is left."""
        with self._changing:
            lanes = [(needs, lane, lane.orders) for needs, lane in self._lanes.items()]
        for needs, lane, orders in lanes:
            if self._workers.slots(needs) or not orders:
                lane.lacking_since = None
            elif lane.lacking_since is None:
                lane.lacking_since = monotonic()
            elif monotonic() - lane.lacking_since > self._patience_s:
                error = self._workers.missing(needs)
                for order in orders:
                    self._end(order, self._in_words(order, EndedBefore()) if order.tries else error)

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


def _as_task(work: Callable[Given, T], /, *given: Given.args, **named: Given.kwargs) -> Task[T]:
    """Work that says nothing of itself is done anew each time."""
    if isinstance(work, Task):
        return work
    return Task(partial(work, *given, **named), secrets.token_hex(16), getattr(work, "__name__", "a task"))
