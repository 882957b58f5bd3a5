"""How many characters an engine was sent, counted before they go, so that no budget is exceeded."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock

from pipeline.config.tables import Limits
from pipeline.errors import EngineRefused, writing

_WAIT_S = 30.0
"""How long another run's writing is waited for."""


def _today() -> date:
    return datetime.now(UTC).date()


class Budget:
    """What one engine may still be sent: in this run, and in this month by all runs that share the `file`."""

    def __init__(
        self, name: str, limits: Limits, file: Path | None = None, today: Callable[[], date] = _today
    ) -> None:
        self._name = name
        self._limits = limits
        self._file = file
        self._today = today
        self._sent = 0
        self._lock = Lock()

    def take(self, characters: int) -> None:
        """Count `characters` that are about to be sent. Raises `EngineRefused` when they are too many."""
        with self._lock:
            run, month = self._limits.characters_per_run, self._limits.characters_per_month
            if run and self._sent + characters > run:
                raise self._exhausted("run", run)
            if month and self._file and not self._add(self._file, characters, month):
                raise self._exhausted("month", month)
            self._sent += characters

    def _add(self, file: Path, characters: int, most: int) -> bool:
        """Whether `characters` could still be added to this month's."""
        key = (self._name, f"{self._today():%Y-%m}")
        with writing(file):
            file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(file, timeout=_WAIT_S, isolation_level=None)) as base:
            base.execute("BEGIN IMMEDIATE")
            base.execute(
                "CREATE TABLE IF NOT EXISTS sent (engine, month, characters, PRIMARY KEY (engine, month))"
            )
            base.execute("INSERT OR IGNORE INTO sent VALUES (?, ?, 0)", key)
            done = base.execute(
                "UPDATE sent SET characters = characters + ? "
                "WHERE engine = ? AND month = ? AND characters + ? <= ?",
                (characters, *key, characters, most),
            ).rowcount
            base.execute("COMMIT")
        return done == 1

    def _exhausted(self, span: str, most: int) -> EngineRefused:
        return EngineRefused(
            f"{self._name} is not asked further: its budget of {most:,} characters a {span} would be exceeded.",
            f"Raise characters_per_{span} in [limits.{self._name}] of publish.toml, or name another engine; "
            "what was finished is kept.",
        )
