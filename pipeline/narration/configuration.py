"""What narration goes by."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.config.database_url import MemoryPlace
from pipeline.config.folders import memory_file, store_folder, voices_folder
from pipeline.config.tables import Casting, Speech, Supertonic


@dataclass(frozen=True, slots=True)
class NarrationConfiguration:
    """Who speaks, how, and where sound is kept. It goes to the worker processes, and a speaker is made of it."""

    speaker: str = "auto"
    """Who speaks where `casts` says nothing."""
    casts: Mapping[str, Casting] = field(default_factory=dict, hash=False)
    """By language, who speaks it and how."""
    voices: Path = field(default_factory=voices_folder)
    """Folder of voices: Kokoro's, one file NAME.bin each, and Supertonic's weights in a folder of theirs."""
    speech: Speech = field(default_factory=Speech)
    """The server that the speaker `speech` asks."""
    supertonic: Supertonic = field(default_factory=Supertonic)
    """How the speaker `supertonic` works."""
    offline: bool = False
    """Open no connection; whoever needs the network refuses to be made."""
    limits: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, hash=False)
    """By speaker, what it must keep to, where that is not the default."""
    memory: MemoryPlace = field(default_factory=memory_file)
    """The translation memory; what engines were sent in a month is counted there too."""
    store: Path = field(default_factory=store_folder)
    """Folder of the store, where sound is kept."""
    store_url: str = ""
    """Where the store lies that this machine shares with others, if it does."""
    jobs: int = 1
    """Processes that speak."""

    def casting(self, language: str) -> Casting:
        """Who speaks a language and how."""
        return self.casts.get(language, Casting())

    def speaker_of(self, language: str) -> str:
        """The name of the speaker that is to speak a language, or `auto`."""
        return self.casting(language).speaker or self.speaker


def for_workers(configuration: NarrationConfiguration) -> NarrationConfiguration:
    """What a worker needs of it, on this machine or another; an address of the memory may hold a password."""
    return replace(configuration, memory=memory_file(), jobs=1)
