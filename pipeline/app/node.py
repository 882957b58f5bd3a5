"""What a machine of a cluster must have, and what is done there: the same as in a process of the conductor's own."""

import os
import platform
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock

from pipeline.config import registry
from pipeline.config.folders import store_folder, voices_folder
from pipeline.config.loading import ENVIRONMENT
from pipeline.document.events import Nobody
from pipeline.document.sound import Voice
from pipeline.errors import NarrationError, PublishError
from pipeline.infra import codec
from pipeline.infra.distributed_workers import Node
from pipeline.infra.exception_messages import in_words
from pipeline.infra.shared_store import open_store
from pipeline.languages import languages
from pipeline.narration import narrate
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.narrate import Receipt, Utterance, sound
from pipeline.narration.synthesis import asks_server, speaker
from pipeline.narration.timeline import pcm
from pipeline.narration.voice_selection import fetch_voices
from pipeline.writers import encoder
from pipeline.writers.encoder import Encoder
from pipeline.writers.encoders import PieceRequest

FFMPEG = "ffmpeg"
"""What a worker needs that encodes."""
_LOCK = ".fetching.lock"


def describe(configuration: NarrationConfiguration) -> Node:
    """What this machine has to speak and to encode with, Kokoro's voices fetched if they may be."""
    own = at_node(configuration)
    engines, lacking = {}, {}
    try:
        engines[FFMPEG] = {"": codec.ffmpeg_version()}
    except PublishError as error:
        lacking[FFMPEG] = error.message
    for name in registry.names("speaker"):
        try:
            if voices := dict(_voices(name, own)):
                engines[name] = voices
            elif not asks_server(speaker(name, own)):
                lacking[name] = f"its {name} speaks no language: voices are missing, or a package"
        except Exception as error:  # noqa: BLE001 - an engine that cannot be made is not there
            lacking[name] = in_words(error).message
    return Node(our_version(), engines, lacking)


def our_version() -> str:
    """Ours, and those of what goes into the keys of what is made."""
    try:
        ours = version("manyvoices")
    except PackageNotFoundError:
        ours = "?"
    return f"manyvoices {ours} (sound {narrate.VERSION}, pieces {encoder.VERSION})"


def at_node(configuration: NarrationConfiguration) -> NarrationConfiguration:
    """`configuration` with the folders that this machine has, where the conductor's are not here.

    A store without an address is one folder for all machines.
    """
    is_here = configuration.store.is_dir() or not configuration.store_url
    return replace(
        configuration,
        voices=configuration.voices if configuration.voices.is_dir() else _own("voices", voices_folder()),
        store=configuration.store if is_here else _own("store", store_folder()),
    )


def _own(option: str, usual: Path) -> Path:
    """A folder as this machine's environment names it."""
    named = os.environ.get(ENVIRONMENT[option], "").strip()
    return Path(named).expanduser() if named else usual


def speak(configuration: NarrationConfiguration, utterance: Utterance) -> Receipt:
    """As `narrate.speak`, on any machine. Raises `NarrationError` when the voice is another one here."""
    own = at_node(configuration)
    if _version(own, utterance.voice) != utterance.voice.version:
        raise NarrationError(
            f"The voice {utterance.voice.name} of {utterance.voice.engine} is another one on the worker {platform.node()}.",
            "Put the same files there as here: python cli.py voices install.",
        )
    return narrate.speak(own, utterance, elsewhere=True)


def encode(configuration: NarrationConfiguration, request: PieceRequest) -> None:
    """Make of a piece what is asked, of sound that lies in the store, and keep it there; on any machine."""
    own = at_node(configuration)
    store = open_store(own.store, own.store_url, offline=own.offline)
    with TemporaryDirectory(prefix="manyvoices-") as folder:
        Encoder(partial(pcm, get=partial(sound, store)), store, Path(folder)).answer(request)


def _voices(name: str, configuration: NarrationConfiguration) -> Iterator[tuple[str, str]]:
    """The version of its voice for each language that a speaker on this machine knows."""
    engine = speaker(name, configuration)
    if asks_server(engine):
        return
    if name == "kokoro":
        _fetch(configuration)
    for tag in languages():
        if voice := engine.voice(tag):
            yield tag, voice.version


def _fetch(configuration: NarrationConfiguration) -> None:
    """Once for all processes of a machine; what cannot be had is not there."""
    configuration.voices.mkdir(parents=True, exist_ok=True)
    with FileLock(configuration.voices / _LOCK):
        fetch_voices(languages(), configuration, Nobody())


@lru_cache(maxsize=256)
def _version(configuration: NarrationConfiguration, voice: Voice) -> str:
    engine = speaker(voice.engine, configuration)
    try:
        found = (
            engine.find_voice(voice.language, voice.name)
            if isinstance(engine, registry.Choosing)
            else engine.voice(voice.language)
        )
    except PublishError:
        found = None
    return found.version if found else ""
