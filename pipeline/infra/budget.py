"""How many characters an engine was sent, counted before they go, so that no budget is exceeded."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from threading import Lock

from pipeline.config.database_url import DatabaseUrl, MemoryPlace
from pipeline.config.tables import Limits
from pipeline.errors import EngineRefused
from pipeline.infra.rate_limiter import Queue
from pipeline.infra.shared_limits import SharedLimits, limits_place


def _today() -> date:
    return datetime.now(UTC).date()


class Budget:
    """What one engine may still be sent: in this run, and in this month by all runs that share the `memory`."""

    queue: Queue | None
    """In which all machines' requests to the engine stand, where machines share the memory."""

    def __init__(
        self,
        name: str,
        limits: Limits,
        memory: MemoryPlace | None = None,
        today: Callable[[], date] = _today,
    ) -> None:
        self._name = name
        self._limits = limits
        self._shared = SharedLimits(name, limits_place(memory)) if memory else None
        self.queue = self._shared if isinstance(memory, DatabaseUrl) else None
        self._today = today
        self._sent = 0
        self._lock = Lock()

    def take(self, characters: int) -> None:
        """Count `characters` that are about to be sent. Raises `EngineRefused` when they are too many."""
        with self._lock:
            run, month = self._limits.characters_per_run, self._limits.characters_per_month
            if run and self._sent + characters > run:
                raise self._exhausted_error("run", run)
            if month and self._shared and not self._add(self._shared, characters, month):
                raise self._exhausted_error("month", month)
            self._sent += characters

    def _add(self, shared: SharedLimits, characters: int, most: int) -> bool:
        """Whether `characters` could still be added to this month's."""
        return shared.add(f"{self._today():%Y-%m}", characters, most)

    def _exhausted_error(self, span: str, most: int) -> EngineRefused:
        return EngineRefused(
            f"{self._name} is not asked further: its budget of {most:,} characters a {span} would be exceeded.",
            f"Raise characters_per_{span} in [limits.{self._name}] of publish.toml, or name another engine; "
            "what was finished is kept.",
        )
