"""The gallery of voices: a folder with a page and a sound for each voice in each of its languages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path

from pipeline.app.stage_configurations import narration_of
from pipeline.config.settings import Settings
from pipeline.document.notices import Notice
from pipeline.errors import VoiceMissing
from pipeline.infra import atomic_output
from pipeline.infra.ownership import Ledger
from pipeline.languages import find, languages
from pipeline.narration.voice_gallery import Heard, spoken_gallery
from pipeline.narration.voice_samples import as_file
from pipeline.writers.gallery_page import GalleryLanguage, GalleryVoice, gallery_page

PAGE = "index.html"


@dataclass(frozen=True, slots=True)
class Gallery:
    """What came of a gallery."""

    page: Path
    voices: int
    """That can be heard."""
    languages: int
    silent: tuple[Heard, ...]
    """Voices that could not be spoken."""
    notices: tuple[Notice, ...]


def make_gallery(wanted: Iterable[str], folder: Path, settings: Settings) -> Gallery:
    """Make the gallery of these languages, all where none is named, in a folder; sounds of an earlier one that have no voice now
    are taken away.

    Raises `UnknownLanguage`, `VoiceMissing` when nobody speaks any, `WriteError`, and `NotOurs`.
    """
    tags = dict.fromkeys(find(name).tag for name in wanted) or languages()
    files, heard = dict[str, bytes](), list[Heard]()
    for each in spoken_gallery(tags, narration_of(settings)):
        if each.sound:
            files[_file(each)] = as_file(each.sound, "mp3")
        heard.append(replace(each, sound=None))
    if not heard:
        raise VoiceMissing("Nobody on this machine speaks these languages.", "Run: python cli.py voices list")
    shown = [_language(tag, list(all)) for tag, all in groupby(heard, lambda each: each.voice.language)]
    files[PAGE] = gallery_page(shown)
    notices = _put(files, folder, settings)
    silent = tuple(each for each in heard if each.why)
    return Gallery(folder / PAGE, len(files) - 1, len(shown), silent, notices)


def _put(files: dict[str, bytes], folder: Path, settings: Settings) -> tuple[Notice, ...]:
    ledger = Ledger(folder, replace=settings.replace)
    atomic_output.put_all({name: partial(bytes, data) for name, data in files.items()}, ledger)
    atomic_output.remove([folder / name for name in ledger.names if name not in files], ledger)
    return tuple(ledger.notices)


def _language(tag: str, heard: Sequence[Heard]) -> GalleryLanguage:
    voices = [GalleryVoice(_name(each), "" if each.why else _file(each), each.why) for each in heard]
    return GalleryLanguage(find(tag), heard[0].text, voices)


def _name(heard: Heard) -> str:
    return f"{heard.voice.engine} {heard.voice.name}"


def _file(heard: Heard) -> str:
    """By language, engine and voice, in letters alone."""
    voice = heard.voice
    return f"{voice.language}-{voice.engine}-{atomic_output.slug(voice.name, 'voice')}.mp3"
