"""Front end of Japanese, by misaki with the dictionary that the package unidic-lite brings."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_LATIN = re.compile(r"[A-Za-z](?:[A-Za-z'’.& -]*[A-Za-z])?")


def phonemes(text: str) -> str:
    """The phonemes of `text`; Latin words in it are said in English."""
    from pipeline.narration.phonemes import espeak

    text = _told(text)
    said, place = [], 0
    for found in _LATIN.finditer(text):
        said += [_japanese(text[place : found.start()]), espeak.phonemes(found.group(), "en")]
        place = found.end()
    said.append(_japanese(text[place:]))
    return " ".join(" ".join(said).split())


def unknown(text: str) -> list[str]:
    """The words of `text` that the dictionary does not have, and which are left out where they have no kana."""
    return [word.surface for word in _misaki().tagger(text) if word.is_unk]


def _japanese(text: str) -> str:
    if not text.strip():
        return ""
    said: str = _misaki()(text.replace("％", "%").replace("%", "パーセント"))[0]
    return said.replace("«", "(").replace("»", ")").replace(" ː", "ː")


def _told(text: str) -> str:
    """`text` with the words in kana that the dictionary would read otherwise than people do."""
    words = _table()["words"]
    text = _words().sub(lambda found: words[found.group()], text)
    for pattern, reading in _patterns():
        text = pattern.sub(reading, text)
    return text


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_table()["words"], key=len, reverse=True)))


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(written), reading) for written, reading in _table()["patterns"].items()]


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files("pipeline.narration.phonemes") / "japanese.toml").read_text("utf-8"))


@cache
def _misaki() -> Any:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it opens its word list in an old way
        from misaki.cutlet import Cutlet

    return Cutlet()
