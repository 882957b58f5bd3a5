"""Who of a Dask cluster's workers can do what: only those that would make the same bytes are given work.

Each worker is asked when it is first seen, and then offers a resource for each engine that it has as the conductor has it, and again when something is wanted that
nobody was asked for, so that the scheduler itself gives no task to another. As much of it as the worker has threads, or as it was started with:
`dask worker tcp://host:8786 --resources "kokoro=1"`.
"""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from distributed import Client, Status

from pipeline.document.notices import Level, Notice
from pipeline.errors import ClusterLost, PublishError, WorkerMissing
from pipeline.infra.store import key

_ANSWER_S = 60
"""In which workers must say what they have; they may fetch voices first."""


@dataclass(frozen=True, slots=True)
class Node:
    """What a worker must have in common with the conductor that gives it work."""

    version: str
    """Ours, and what else goes into the keys of what is made."""
    engines: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By name, the version of its voice for each language that it knows; its own, under no language, where it does not speak."""
    lacking: Mapping[str, str] = field(default_factory=dict)
    """By the name of an engine that is not there, why."""

    def resource(self, needs: str) -> str:
        """The resource of workers that have the engine `needs` as it is here; of all that fit when it is empty."""
        return f"{needs or 'manyvoices'}-{key('resource', 1, version=self.version, voices=self.engines.get(needs))[:8]}"

    def misfit(self, needs: str, other: "Node") -> str:
        """Why `other` cannot do what needs an engine as it is here; empty when it can. It may know more languages."""
        if other.version != self.version:
            return f"it has {other.version}, and this is {self.version}"
        if needs not in other.engines:
            return other.lacking.get(needs, f"it has no engine {needs}") if needs else ""
        here, there = self.engines.get(needs, {}), other.engines[needs]
        unlike = [language for language, version in here.items() if there.get(language) != version]
        if not unlike:
            return ""
        return f"its {needs} is another one" + (f" for {', '.join(unlike)}" if any(unlike) else "")


Describe = Callable[[Collection[str]], Node]
"""Says what a machine has; some of it only where it is among the needs that it is given."""


async def join(describe: Describe, wanted: Collection[str], expected: Node, dask_worker: Any) -> Node:
    """Runs on a worker: have it offer what it has as it is `expected`, and tell what it has."""
    own = await asyncio.to_thread(describe, wanted)
    state = dask_worker.state
    offered = {
        expected.resource(needs): state.total_resources.get(needs.partition(" ")[0], state.nthreads)
        for needs in ("", *expected.engines)
        if not expected.misfit(needs, own)
    }
    if not offered.keys() <= state.total_resources.keys():
        await dask_worker.set_resources(**offered)
        # Only a worker that comes to run is given what nobody could do before.
        dask_worker.status = Status.paused
        dask_worker.status = Status.running
    return own


class Workforce:
    """The workers of the scheduler at `address`. `describe` says what a machine has, here as there; a notice is told once."""

    def __init__(
        self, client: Client, address: str, describe: Describe, tell: Callable[[Notice], None]
    ) -> None:
        self._client = client
        self._address = address
        self._describe = describe
        self._tell = tell
        self._expected: Node | None = None
        self._wanted = frozenset({""})
        self._wanting = Lock()
        self._nodes: dict[str, Node | str] = {}
        """By address, what each has, or why it cannot say so."""
        self._names: dict[str, str] = {}
        self._slots: Mapping[str, int] = {}
        self.trouble = ""
        """What was in the way when it was last looked who is there."""
        self._notices: set[Notice] = set()

    def want(self, needs: str) -> None:
        """From now on look for workers that can do tasks of this need."""
        with self._wanting:
            self._wanted |= {needs}

    def slots(self, needs: str) -> int:
        """How many tasks of this need can be done at once; none as long as nobody was looked for who can."""
        return self._slots.get(needs, 0)

    def resource(self, needs: str) -> str:
        """What a worker must offer."""
        assert self._expected is not None
        return self._expected.resource(needs)

    def look(self) -> None:
        """See who is there, and ask those who are new."""
        wanted = self._wanted  # what is wanted meanwhile, nobody was asked for
        expected = self._expectation(wanted)
        there = self._there()
        if new := [address for address in there if address not in self._nodes]:
            self._slots = self._counts(expected, wanted, there)  # one that fetches a model answers late
            self._ask(new, expected, wanted)
            there = self._there()
        self._nodes = {address: node for address, node in self._nodes.items() if address in there}
        self._slots = self._counts(expected, wanted, there)
        self._tell_misfits(expected, wanted)
        self.trouble = ""

    def _expectation(self, wanted: Collection[str]) -> Node:
        """What is here; looked at again when something is wanted that was not here before, for voices may have come."""
        if self._expected is None or any(needs and needs not in self._expected.engines for needs in wanted):
            found = self._describe(wanted)
            if found != self._expected:
                self._expected, self._nodes = found, {}
        return self._expected or found

    def _there(self) -> Mapping[str, Any]:
        workers: Mapping[str, Any] = self._client.scheduler_info(n_workers=-1)["workers"]
        self._names = {address: str(each["name"]) for address, each in workers.items()}
        return workers

    def _ask(self, addresses: list[str], expected: Node, wanted: Collection[str]) -> None:
        ask: Any = self._client.sync
        answers = ask(
            self._client._run,
            join,
            self._describe,
            wanted,
            expected,
            workers=addresses,
            on_error="return",
            callback_timeout=_ANSWER_S,
        )
        for address, answer in answers.items():
            if isinstance(answer, OSError):  # it went away, or will answer the next time
                continue
            self._nodes[address] = answer if isinstance(answer, Node) else _reason(answer)

    def _counts(self, expected: Node, wanted: Collection[str], there: Mapping[str, Any]) -> Mapping[str, int]:
        return {needs: self._count(expected.resource(needs), there) for needs in wanted}

    @staticmethod
    def _count(resource: str, there: Mapping[str, Any]) -> int:
        return sum(int(each["resources"].get(resource, 0)) for each in there.values())

    def _tell_misfits(self, expected: Node, wanted: Collection[str]) -> None:
        for address in self._nodes:
            for needs in sorted(wanted):
                why = self._misfit(address, needs, expected)
                if why and self._tell_once(self._notice(address, needs, why)):
                    break

    def _misfit(self, address: str, needs: str, expected: Node | None) -> str:
        node = self._nodes[address]
        return node if isinstance(node, str) else expected.misfit(needs, node) if expected else ""

    def _notice(self, address: str, needs: str, why: str) -> Notice:
        name, work = self._names.get(address, address), f"no work of {needs}" if needs else "no work"
        text = f"The worker {name} is given {work}: {why}."
        return Notice("cluster.worker", Level.WARNING, name, text)

    def leave(self) -> None:
        """Know nothing of them any more, and tell why: the scheduler is away, and may come back with others."""
        self._nodes, self._slots = {}, {}
        self._tell_once(
            Notice(
                "cluster.away",
                Level.WARNING,
                self._address,
                "The connection to the scheduler was lost. What it had is given to it again when it is back, unless that takes too long.",
            )
        )

    def _tell_once(self, notice: Notice) -> bool:
        """Whether it is told now."""
        is_new = notice not in self._notices
        if is_new:
            self._notices.add(notice)
            self._tell(notice)
        return is_new

    def missing(self, needs: str) -> WorkerMissing:
        """What to say when nobody can do what needs `needs`."""
        nodes = self._nodes if self._expected else {}
        reasons = [
            f"\n  {self._names.get(address, address)}: {self._misfit(address, needs, self._expected)}"
            for address in nodes
        ]
        reasons += [f"\n  {self.trouble}"] if self.trouble else []
        who = (
            f"None of the workers of {self._address}"
            if reasons
            else f"{self._address} has no worker, so none"
        )
        what = f"can work with {needs} as it is here" if needs else "can work for this version"
        return WorkerMissing(
            f"{who} {what}.{''.join(reasons)}",
            "Start workers of the same version with the engine (docs/scale.md), and run the same command again; "
            "what was finished is kept.",
        )

    def lost(self) -> ClusterLost:
        """What to say when the connection is."""
        return ClusterLost(
            f"The connection to the scheduler {self._address} was lost.",
            "Run the same command again when it is back; what was finished is kept.",
        )

    def understood(self, error: BaseException) -> PublishError | None:
        """What Dask says when the scheduler cannot read what it is given; None for anything else."""
        if "deserialization of the task graph" not in str(error):
            return None
        return ClusterLost(
            f"The scheduler {self._address} does not understand what it is given: it has no manyvoices, or another version.",
            "Install the same version there as here, with its extra cluster.",
        )


def _reason(error: BaseException) -> str:
    """Why a worker could not say what it has."""
    if isinstance(error, ImportError):
        return "it has no manyvoices, or another version of it"
    return f"it could not say what it has ({type(error).__name__}: {error})"
