"""What translation goes by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.config.database_url import MemoryPlace
from pipeline.config.folders import memory_file, models_folder
from pipeline.config.tables import Chat, Libre, Microsoft


@dataclass(frozen=True, slots=True)
class TranslationConfiguration:
    """Who translates, and what each engine must know. A translator is made of it."""

    translator: str = "auto"
    """Who translates, one after the other, with commas between them."""
    models: Path = field(default_factory=models_folder)
    """Folder of Firefox's models, one folder SOURCE-TARGET each."""
    chat: Chat = field(default_factory=Chat)
    """The server that the translator `chat` asks."""
    libretranslate: Libre = field(default_factory=Libre)
    """The server that the translator `libretranslate` asks."""
    microsoft: Microsoft = field(default_factory=Microsoft)
    """What the translator `microsoft` needs to know."""
    offline: bool = False
    """Open no connection; an engine that needs the network is refused."""
    limits: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, hash=False)
    """By translator, what it must keep to, where that is not the default."""
    memory: MemoryPlace = field(default_factory=memory_file)
    """The translation memory; what engines were sent in a month is counted there too."""
