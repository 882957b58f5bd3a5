"""Front ends: text of one language in, the phonemes Kokoro knows out."""

import re
from functools import cache
from importlib.util import find_spec

from pipeline.languages import find
from pipeline.languages.scripts import LETTERS
from pipeline.narration.phonemes import vocabulary

_NEEDS = {"ja": ("fugashi", "unidic_lite"), "zh": ("jieba", "pypinyin", "cn2an", "kokorog2p")}
"""Packages a front end needs beside those of eSpeak NG."""
_EXTRAS = frozenset({"ja"})
"""Languages whose dictionary is an extra: UniDic is 250 MB."""

_HAN = re.compile(f"[{LETTERS['Hans']}]")

VERSIONS = {
    "ar": 3,
    "de": 3,
    "en": 5,
    "es": 5,
    "fr": 3,
    "hi": 2,
    "it": 2,
    "ja": 7,
    "ko": 8,
    "pt": 3,
    "zh": 10,
}
"""Of the front ends and spoken forms in which rules of ours take part: raised when a language's phonemes change, so that
only its sentences are spoken anew. No digest of each sentence's phonemes: a run with nothing to speak would load every word list."""


def available(language: str) -> bool:
    """Whether the packages for the language with the BCP 47 tag `language` are installed."""
    needed = _NEEDS.get(find(language).base, ())
    return all(find_spec(package) for package in ("phonemizer", "espeakng_loader", *needed))


def lacking(language: str) -> str:
    """The command that installs what the front end of `language` lacks and an extra brings; empty when nothing."""
    base = find(language).base
    return f"pip install 'manyvoices[{base}]'" if base in _EXTRAS and not available(language) else ""


def phonemes(text: str, language: str) -> str:
    """The phonemes of `text`, already in its spoken form, in the language with the BCP 47 tag `language`."""
    return vocabulary.known(_said(text, language))


def unread(text: str, language: str) -> str:
    """The Han characters of `text` that the front end of `language` has no reading for, each once."""
    match find(language).base:
        case "zh":
            found = (sign for sign in _HAN.findall(text) if not _read(sign, language))
        case "ja":
            from pipeline.narration.phonemes import japanese

            found = (sign for word in japanese.unknown(text) for sign in _HAN.findall(word))
        case _:
            return ""
    return "".join(dict.fromkeys(found))


@cache
def _read(sign: str, language: str) -> bool:
    return any(letter.isalpha() and not _HAN.match(letter) for letter in phonemes(sign, language))


def _said(text: str, language: str) -> str:
    match find(language).base:
        case "ko":
            from pipeline.narration.phonemes import korean

            return korean.phonemes(text)
        case "zh":
            from pipeline.narration.phonemes import mandarin

            return mandarin.phonemes(text, find(language).tag == "zh-Hant")
        case "ja":
            from pipeline.narration.phonemes import japanese

            return japanese.phonemes(text)
        case base:
            from pipeline.narration.phonemes import espeak

            return espeak.phonemes(text, base)


def read(text: str, language: str) -> str:
    """`text` with what its front end says otherwise than it is written: Latin words in Hangul, no name twice."""
    match find(language).base:
        case "ko":
            from pipeline.narration.phonemes import korean

            return korean.read(text)
        case "zh":
            from pipeline.narration.phonemes import mandarin

            return mandarin.read(text)
        case _:
            return text
