"""What a machine of a cluster must have, and what is done there: the same as in a process of the conductor's own."""

import os
import platform
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from filelock import FileLock

from pipeline.config import registry
from pipeline.config.folders import models_folder, store_folder, voices_folder
from pipeline.config.loading import ENVIRONMENT
from pipeline.document.events import Nobody
from pipeline.document.sound import Voice
from pipeline.errors import ModelMissing, NarrationError, PublishError
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
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.firefox import FirefoxTranslator
from pipeline.writers import encoder
from pipeline.writers.encoder import Encoder
from pipeline.writers.encoders import PieceRequest

FFMPEG = "ffmpeg"
"""What a worker needs that encodes."""
FIREFOX = "firefox"
_LOADED = 4
"""Models that a worker holds, of some 40 MB each; loading one takes as long as translating two sentences."""
_translating = Lock()
"""The engine is for one thread at a time."""
_LOCK = ".fetching.lock"


def pair(source: str, target: str) -> str:
    """What a worker needs that translates from one language into another: the models."""
    return f"{FIREFOX} {source} {target}"


def describe(
    configuration: NarrationConfiguration, translation: TranslationConfiguration, wanted: Collection[str]
) -> Node:
    """What this machine has to speak, to encode and to translate with; Kokoro's voices, and models of the pairs that are
    `wanted`, are fetched if they may be."""
    engines, lacking = _speakers(at_node(configuration))
    others: dict[str, Callable[[], str]] = {FFMPEG: codec.ffmpeg_version}
    for needs in wanted:
        if needs.startswith(f"{FIREFOX} "):
            others[needs] = partial(_models, translation, *needs.split()[1:])
    for needs, version_of in others.items():
        try:
            engines[needs] = {"": version_of()}
        except Exception as error:  # noqa: BLE001 - what cannot be made ready is not there
            lacking[needs] = in_words(error).message
    return Node(our_version(), engines, lacking)


def _speakers(own: NarrationConfiguration) -> tuple[dict[str, Mapping[str, str]], dict[str, str]]:
    """By name, the versions of their voices; and why others are not there."""
    engines: dict[str, Mapping[str, str]] = {}
    lacking: dict[str, str] = {}
    for name in registry.names("speaker"):
        try:
            if voices := dict(_voices(name, own)):
                engines[name] = voices
            elif not asks_server(speaker(name, own)):
                lacking[name] = f"its {name} speaks no language: voices are missing, or a package"
        except Exception as error:  # noqa: BLE001 - an engine that cannot be made is not there
            lacking[name] = in_words(error).message
    return engines, lacking


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


def translate(
    configuration: TranslationConfiguration, version: str, texts: Sequence[str], source: str, target: str
) -> Sequence[str]:
    """As `FirefoxTranslator.translate`, on any machine. Raises `ModelMissing` when its models are others here."""
    if _models(configuration, source, target) != version:
        raise ModelMissing(
            f"The models from {source} to {target} are others on the worker {platform.node()}.",
            "Put the same files there as here: python cli.py models add.",
        )
    with _translating:
        return _translator(_models_folder(configuration), configuration.offline).translate(
            texts, source, target
        )


def _models(configuration: TranslationConfiguration, source: str, target: str) -> str:
    """The version of what translates a pair, fetched once for all processes of a machine, and checked."""
    folder = _models_folder(configuration)
    return _translator(folder, configuration.offline).prepare(source, target, Nobody())


def _models_folder(configuration: TranslationConfiguration) -> Path:
    return configuration.models if configuration.models.is_dir() else _own("models", models_folder())


@lru_cache(maxsize=1)
def _translator(models: Path, offline: bool) -> FirefoxTranslator:
    """For this process, with few models in memory: what a worker is asked comes in any order of languages."""
    return FirefoxTranslator(TranslationConfiguration(models=models, offline=offline), most_loaded=_LOADED)


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
        own = (
            engine.find_voice(voice.language, voice.name)
            if isinstance(engine, registry.Choosing)
            else engine.voice(voice.language)
        )
    except PublishError:
        own = None
    return own.version if own else ""
