"""Front end of Japanese: words by the dictionary UniDic, their kana in Kokoro's sounds."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from pipeline.languages.ja.g2p import readings
from pipeline.languages.ja.g2p.words import Word, tagger, words
from pipeline.languages.scripts import LETTERS

_HAN = re.compile(f"[{LETTERS['Hans']}]")
_LATIN = re.compile(r"[A-Za-z](?:[A-Za-z'’.& -]*[A-Za-z])?")
_OPENING = frozenset("「『«")
_CLOSING = frozenset("」』»")
_SHUT = re.compile(r"(?<![!\",.:;?)—…”]) (?=ʔ)|(?<=ʔ) (?![\"(“])")
"""The space beside a stop, which is one sound with what is next to it."""


def phonemes(text: str, tag: str = "ja") -> str:
    """The phonemes of `text`; Latin words in it are said in English."""
    from pipeline.languages.g2p import espeak

    text = readings.in_place(_tell(text))
    said, place = [], 0
    for found in _LATIN.finditer(text):
        said += [_japanese(text[place : found.start()]), espeak.phonemes(found.group(), "en")]
        place = found.end()
    said.append(_japanese(text[place:]))
    return " ".join(" ".join(said).split())


def unknown(text: str) -> list[str]:
    """The words of `text` that the dictionary does not have, and which are left out where they have no kana."""
    return [node.surface for node in tagger()(text) if node.is_unk]


def unread(text: str, tag: str) -> list[str]:
    """The Han characters of words that the dictionary does not have."""
    return [sign for word in unknown(text) for sign in _HAN.findall(word)]


def _japanese(text: str) -> str:
    if not text.strip():
        return ""
    said = " ".join(_space(words(text.replace("％", "%").replace("%", "パーセント"))).split())
    return _SHUT.sub("", said).replace(" ː", "ː")


def _space(row: Sequence[Word]) -> str:
    """Words with a space between them, but for the inner side of brackets and before marks."""
    said = [word.said for word in row]
    spaces = [" "] * len(row)
    for place, (word, sound) in enumerate(zip(row, said, strict=True)):
        opening = word.written in _OPENING or set(sound) <= set("([")
        closing = word.written in _CLOSING or set(sound) <= set("]).,?!:")
        if place and (opening or closing):
            spaces[place - 1] = " " if opening else ""
        if opening or sound == " ":
            spaces[place] = ""
    return "".join(sound + space for sound, space in zip(said, spaces, strict=True))


def _tell(text: str) -> str:
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
    return tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
