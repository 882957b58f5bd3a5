"""The translation memory of a run, opened as its settings allow."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pipeline.config.database_url import MemoryPlace
from pipeline.config.settings import Settings
from pipeline.errors import SettingsError
from pipeline.translation.memory import Memory


@contextmanager
def open_memory(settings: Settings) -> Iterator[Memory]:
    """The memory for a block; nothing is asked of it yet. Raises `SettingsError` where it is elsewhere and `offline` set."""
    with closing(Memory(allowed_place(settings))) as memory:
        yield memory


def allowed_place(settings: Settings) -> MemoryPlace:
    """Where the memory is, if it may be asked. Raises as `open_memory`."""
    place = settings.memory
    if settings.offline and not (isinstance(place, Path) or place.is_local):
        raise SettingsError(
            f"The translation memory is on another machine ({place}), and --offline forbids to ask it.",
            "Leave --offline out, or name a memory on this machine with MANYVOICES_MEMORY.",
        )
    return place
