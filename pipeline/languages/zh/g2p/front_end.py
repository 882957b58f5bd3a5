"""Front end of Mandarin: Kokoro's sounds, with tones as they are said, 儿, and characters read by their word."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from pipeline.languages.g2p import glosses, vocabulary
from pipeline.languages.language import find
from pipeline.languages.packaged import package_file
from pipeline.languages.scripts import LETTERS
from pipeline.languages.zh.g2p import contexts, names, particles, tones, transliteration
from pipeline.languages.zh.g2p.sounds import sound, western
from pipeline.languages.zh.g2p.tones import Word
from pipeline.languages.zh.g2p.word_lists import Frequencies, share_readings

_NAME = re.compile("\u2060([^\u2060]+)\u2060")
"""A name that was put into characters, between two signs that are taken out of the text before."""
_CAPITALS = re.compile(r"(?<![^ -])[A-Z]{2,}(?![^ -])")
_HAN = re.compile(r"[一-鿿]+")
_SIGN = re.compile(f"[{LETTERS['Hans']}]")
_CLASSES = {
    sound: group
    for group, sounds in {
        "p": "pb", "f": "fvw", "t": "td", "k": "kgɡ", "s": "szjqxcʃʒθð", "l": "lrɹ", "m": "m", "n": "nŋ"
    }.items()
    for sound in sounds
}  # fmt: skip
"""Consonants of pinyin and of English that stand for each other in names."""


def phonemes(text: str, tag: str = "zh-Hans") -> str:
    """The phonemes of `text`; names in Latin letters are said in Chinese, other Latin words in English."""
    once = _once(simplify(text) if find(tag).script == "Hant" else text)
    parts = _NAME.split(names.respell(once.replace("\u2060", ""), "\u2060{}\u2060".format))
    said = (_name(part) if number % 2 else _mix(part) for number, part in enumerate(parts))
    return _tidy(" ".join(said))


def unread(text: str, tag: str) -> list[str]:
    """The Han characters that no word list and no table has a reading for."""
    return [sign for sign in _SIGN.findall(text) if not _read(sign, tag)]


@cache
def _read(sign: str, tag: str) -> bool:
    return any(
        letter.isalpha() and not _SIGN.match(letter)
        for letter in vocabulary.nearest_signs(phonemes(sign, tag))
    )


def read(text: str) -> str:
    """Simplified `text` as it is said: names in Latin letters in characters, and not twice."""
    return names.respell(_once(text))


def pinyin(text: str) -> str:
    """The Han characters of simplified `text` as they sound, tones behind: 一点儿 -> yi4 dian3r; 5 is no tone."""
    return " ".join(
        syllable
        for part in _HAN.findall(text)
        for _, sounds in _words(part)
        for syllable in sounds
        if syllable
    )


def readings(text: str) -> list[tuple[str, str]]:
    """Each Han character of simplified `text` and how it is read, before tones change each other."""
    return [
        reading
        for part in _HAN.findall(text)
        for word, sounds in tones.one_by_one(_read_words(part))
        for reading in zip(word, sounds, strict=True)
    ]


def simplify(text: str) -> str:
    """Traditional `text` in the characters the word lists know; for reading only."""
    converted: str = _converter().convert(text)
    return converted


def _once(text: str) -> str:
    return glosses.without(text, _consonants, _english_consonants)


def _name(written: str) -> str:
    """A name in characters as one word, which no word list is to cut."""
    said = tones.apply_sandhi([(word, transliteration.sounds(word)) for word in written.split("·")])
    return " ".join("".join(map(sound, sounds)) for _, sounds in said)


def _mix(text: str) -> str:
    """The sounds of Chinese text with English words in it."""
    said, place = [], 0
    for found in names.LATIN.finditer(text):
        said += [_chinese(text[place : found.start()]), _english(found.group())]
        place = found.end()
    return " ".join([*said, _chinese(text[place:])])


def _english(latin: str) -> str:
    from pipeline.languages.g2p import espeak

    return espeak.phonemes(_CAPITALS.sub(lambda found: _letter(found.group()), latin), "en")


@cache
def _letter(word: str) -> str:
    """An abbreviation, in single letters where eSpeak NG would read it as a word and people do not: KTUU, HER2."""
    from pipeline.languages.g2p import espeak
    from pipeline.languages.normalization import normalize

    english = normalize(word, "en")
    same = _bare(espeak.phonemes(english, "en")) == _bare(espeak.phonemes(word, "en"))
    return word if same else english


def _bare(said: str) -> str:
    return re.sub("[ˈˌ ]", "", said)


def _consonants(text: str) -> str:
    return _classify(re.sub(r"er\d", "", pinyin(text)))


def _english_consonants(name: str) -> str:
    from pipeline.languages.g2p import espeak

    return _classify(" ".join(map(espeak.british, name.split())).replace("j", ""))


def _classify(sounds: str) -> str:
    """The classes of the consonants, two alike in a row as one."""
    return re.sub(r"(.)\1+", r"\1", "".join(_CLASSES.get(sound, "") for sound in sounds))


def _chinese(text: str) -> str:
    """Han characters as sounds, a space between words; other signs in Western form."""
    if not text.strip():
        return ""
    return _HAN.sub(_say, _western(text))


def _say(found: re.Match[str]) -> str:
    return " ".join("".join(map(sound, sounds)) for _, sounds in _words(found.group()))


def _words(part: str) -> list[Word]:
    return tones.apply_sandhi(_read_words(part))


def _read_words(part: str) -> list[Word]:
    """The words of Han characters as they are read, before their tones change each other."""
    import jieba

    _prepare()
    words: Iterator[str] = iter(jieba.lcut(part))
    return contexts.read(particles.read([(word, list(_read_word(word))) for word in words]))


@lru_cache(maxsize=4096)
def _read_word(word: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True, errors=_unread))


def _unread(letters: str) -> Any:
    """One empty reading for each character that pypinyin does not know, so that places stay as they are."""
    return [""] * len(letters)


def _western(text: str) -> str:
    """Digits that are left in Han characters, punctuation as the model knows it."""
    import cn2an

    return western(cn2an.transform(text, "an2cn"))


def _tidy(said: str) -> str:
    return re.sub(r"\s+([,.!?:;”)])", r"\1", " ".join(said.split()))


@cache
def _prepare() -> None:
    """Load the word lists, jieba's without its log, its cache file and its dictionary in memory, and ours on top."""
    import logging

    import jieba
    from pypinyin import load_phrases_dict, load_single_dict

    jieba.setLogLevel(logging.ERROR)
    words = jieba.dt
    words.FREQ = Frequencies(package_file("jieba", "dict.txt"))
    words.total = words.FREQ.total
    words.initialized = True
    share_readings()
    ours = tones.own_readings()
    for word in ours:
        jieba.add_word(word, max(words.suggest_freq(word), 100))
    load_phrases_dict({word: [[sound] for sound in sounds] for word, sounds in ours.items()}, style="tone2")
    load_single_dict({ord(sign): sound for sign, sound in tones.single_readings().items()}, style="tone2")


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("tw2s")
