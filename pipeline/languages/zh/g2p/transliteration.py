"""A foreign name by the sounds of Mandarin, a character a syllable: Worrall -> 沃罗尔.

It goes out from British pronunciation, which eSpeak NG gives; `transliteration.toml` says which character
stands for which consonant and vowel, as GB/T 17693.1 has it for English.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_SOUND = re.compile("[td]\\^[ʃʒ]|[ae]\\^ɪ|a\\^ʊ|[əo]\\^ʊ|ɔ\\^ɪ|[iɪeʊ]\\^ə|ə\\^l|[a-zæðŋɐɑɒɔəɚɛɜɡɪɹɾʃʊʌʒθᵻ]")
_RIMES = {
    "a": "a", "æ": "a", "ɑ": "a", "ʌ": "a", "ɐ": "a", "ɛ": "e", "e": "e", "e^ɪ": "e", "ɜ": "ə", "ə": "ə", "ɚ": "ə",
    "i": "i", "ɪ": "i", "ᵻ": "i", "ɒ": "o", "ɔ": "o", "o": "o", "ə^ʊ": "o", "o^ʊ": "o", "ʊ": "u", "u": "u",
    "a^ɪ": "ai", "a^ʊ": "au", "ɔ^ɪ": "o", "i^ə": "i", "ɪ^ə": "i", "e^ə": "e", "ʊ^ə": "u",
}  # fmt: skip
_NASALS = {
    "a": "an", "æ": "an", "ʌ": "an", "ɑ": "an", "ɐ": "an", "ɛ": "en", "e": "en", "ə": "en", "ɜ": "en", "i": "in", "ɪ": "in",
    "ᵻ": "in", "ɒ": "on", "ɔ": "on", "o": "on", "a^ʊ": "on", "ə^ʊ": "un", "o^ʊ": "un", "ʊ": "un", "u": "un",
}  # fmt: skip
"""The rimes of vowels before a nasal that closes their syllable."""
_APART = {"a^ɪ": "因", "e^ɪ": "恩"}
"""Vowels behind which [n] has a character of its own: Klein, Wayne."""
_BEHIND = {"ɔ^ɪ": "伊", "i^ə": "尔", "ɪ^ə": "尔", "e^ə": "尔", "ʊ^ə": "尔"}
"""What ends the diphthongs that are two characters: Boyle, Pierce, Blair, Moore."""
_ONSETS = {
    "t^ʃ": "ʧ",
    "d^ʒ": "ʤ",
    "ɹ": "r",
    "ɾ": "t",
    "θ": "s",
    "ð": "s",
    "ɡ": "g",
    "x": "h",
    "ŋ": "n",
    "ə^l": "l",
}
_ENDINGS = {
    "man": ("mən", "man"), "land": ("lənd", "land"), "ford": ("fəd", "fɔd"), "worth": ("wəθ", "wɜθ"), "burg": ("bəɡ", "bɜɡ"),
}  # fmt: skip
"""Endings that are weak in English and written in full: Pittman, Oakland, Clifford."""
_HISSING = {"t": "茨", "d": "兹"}
"""[ts] and [dz] without a vowel: Watts, Woods."""
_SCOTS = re.compile(r"Ma?c(?=[A-Z][a-z])")


@cache
def transliterate(word: str) -> str:
    """`word`, one of a name, in characters; empty when nothing of it can be said."""
    from pipeline.languages.g2p.espeak import british

    plain, clan = _SCOTS.subn("", word)
    said = "".join(british(plain).split()).replace("ː", "")
    return "麦克" * clan + _Writing(_sounds(said, plain.lower()), plain.lower()).characters()


def _sounds(said: str, word: str) -> list[str]:
    """IPA in single sounds."""
    for ending, (weak, full) in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending) + 1:
            said = re.sub(f"{weak}$", full, said)
    if word[-1] == "s":
        said = re.sub("z$", "s", said)
    return _by_letters(_SOUND.findall(said), word)


def _by_letters(sounds: list[str], word: str) -> list[str]:
    """`sounds` with a weak vowel that is written `a` as [a], where each vowel has its letters: Gallagher."""
    letters = re.findall("[aeiouy]+", re.sub("(?<=[^aeiouy])e$", "", word.removeprefix("y")))
    places = [place for place, sound in enumerate(sounds) if sound in _RIMES]
    if len(letters) != len(places):
        ends = word[-1] == "a" and sounds[-1:] == ["ə"]
        return [*sounds[:-1], "a"] if ends else sounds
    written = dict(zip(places, letters, strict=True))
    return ["a" if sound == "ə" and written[place] == "a" else sound for place, sound in enumerate(sounds)]


class _Writing:
    """A word that is written sound by sound."""

    def __init__(self, sounds: list[str], word: str) -> None:
        self._sounds = sounds
        self._word = word
        self._place = 0

    def characters(self) -> str:
        """The characters of the word."""
        done = []
        while self._place < len(self._sounds):
            done.append(self._syllable())
        return "".join(done)

    def _syllable(self) -> str:
        """The characters for a vowel and the consonant before it, or for a consonant by itself."""
        if self._at(0) in _RIMES:
            return self._rime("-")
        onset = self._take()
        onset = _ONSETS.get(onset, onset)
        if not self._opens(0):
            return self._alone(onset)
        if self._at(0) == "w" and onset in ("g", "k", "h"):
            return self._rime(onset + self._take())
        if self._at(0) == "j":
            return self._palatal(onset)
        return self._rime(onset) if self._at(0) in _RIMES else self._alone(onset)

    def _palatal(self, onset: str) -> str:
        """[ju:] has a row of its own; before other vowels [j] is a syllable by itself."""
        if self._at(1) == "u":
            self._place += 2
            return _character("ju", onset)
        return _character("i", onset)

    def _alone(self, onset: str) -> str:
        if onset == "m" and self._at(0) in ("b", "p"):
            onset = "n"
        if onset in _HISSING and self._at(0) in ("s", "z") and not self._opens(1):
            self._take()
            return _HISSING[onset]
        if onset in ("f", "v") and self._at(0):
            return "弗"
        return _character("none", onset)

    def _rime(self, onset: str) -> str:
        vowel = self._take()
        nasal = "" if vowel in _BEHIND else self._nasal()
        if nasal == "ŋ" and vowel in ("ɪ", "i"):
            return _character("iŋ", onset)
        if nasal and vowel in _NASALS:
            return self._close(vowel, onset)
        behind = _APART.get(vowel, "") if nasal else _BEHIND.get(vowel, "")
        if behind == "尔" and (self._at(0) in _RIMES or self._at(0) == "ɹ"):
            behind = ""
        if behind == "尔" and self._word.endswith("ia") and not self._at(0):
            behind = "亚"
        return _character(_RIMES[vowel], onset) + behind

    def _close(self, vowel: str, onset: str) -> str:
        """A syllable that ends in a nasal; -ton is 顿, and behind a written r [n] stands by itself (Barnes)."""
        if vowel in ("ɑ", "ɔ", "ɜ") and re.search("[aeiou]rn", self._word):
            return _character(_RIMES[vowel], onset) + "恩"
        if onset == "t" and not self._at(0) and self._word.endswith("ton"):
            return "顿"
        return _character(_NASALS[vowel], onset)

    def _nasal(self) -> str:
        """The nasal that closes the syllable, taken; when it is written twice it begins the next one too (Connor)."""
        sound = self._at(0)
        if sound == "m" and self._at(1) in ("b", "p"):
            sound = "n"
        if sound == "ŋ" and self._opens(1):
            self._sounds[self._place] = "ɡ"
            return sound
        if sound == "n" and self._opens(1):
            return sound if "nn" in self._word else ""
        if sound not in ("n", "ŋ"):
            return ""
        self._take()
        return sound

    def _at(self, ahead: int) -> str:
        place = self._place + ahead
        return self._sounds[place] if place < len(self._sounds) else ""

    def _take(self) -> str:
        self._place += 1
        return self._sounds[self._place - 1]

    def _opens(self, ahead: int) -> bool:
        """Whether a vowel follows, or a glide before one."""
        glide = self._at(ahead) in ("w", "j") and self._at(ahead + 1) in _RIMES
        return glide or self._at(ahead) in _RIMES


def sounds(name: str) -> list[str]:
    """The syllables of pinyin of a name in characters."""
    from pypinyin import Style, lazy_pinyin

    own: Mapping[str, str] = _table()["characters"]
    read = lazy_pinyin(list(name), style=Style.TONE3, neutral_tone_with_five=True)
    return [own.get(letter, sound) for letter, sound in zip(name, read, strict=True)]


def _character(rime: str, onset: str) -> str:
    table = _table()
    row: str = table["sounds"][rime]
    found = row.split()[table["onsets"].split().index(onset)]
    return "" if found == "-" else found


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "transliteration.toml").read_text("utf-8"))
