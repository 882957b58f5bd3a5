"""English words in Korean text, written in Hangul as Koreans say them: Trump -> 트럼프.

외래어 표기법 (Ministry of Culture, Notice 2017-14), chapter 2, table 1, and chapter 3, section 1, whose items the
functions below name by their number. It goes out from British pronunciation, which eSpeak NG gives. Words that
are written otherwise by custom belong into a lexicon.
"""

import re
from functools import cache

from pipeline.languages.ko.g2p.letters import CODAS, ONSETS, VOWELS

_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-zÀ-ɏ]+)*")

_VOWELS = {
    "a^ɪ": "ㅏㅣ", "a^ʊ": "ㅏㅜ", "e^ɪ": "ㅔㅣ", "ə^ʊ": "ㅗ", "o^ʊ": "ㅗ", "ɔ^ɪ": "ㅗㅣ",
    "i^ə": "ㅣㅓ", "e^ə": "ㅔㅓ", "ʊ^ə": "ㅜㅓ",
    "i": "ㅣ", "ɪ": "ㅣ", "ᵻ": "ㅣ", "ɛ": "ㅔ", "e": "ㅔ", "a": "ㅐ", "æ": "ㅐ", "ɑ": "ㅏ", "ʌ": "ㅓ", "ɐ": "ㅓ",
    "ə": "ㅓ", "ɜ": "ㅓ", "ɚ": "ㅓ", "ɒ": "ㅗ", "ɔ": "ㅗ", "o": "ㅗ", "ʊ": "ㅜ", "u": "ㅜ",
}  # fmt: skip
"""Length is not written (7), and a diphthong is two vowels, but for [ou] (8)."""
_ONSETS = {
    "t^ʃ": "ㅊ", "d^ʒ": "ㅈ", "t^s": "ㅊ", "d^z": "ㅈ",
    "p": "ㅍ", "b": "ㅂ", "t": "ㅌ", "d": "ㄷ", "k": "ㅋ", "ɡ": "ㄱ", "f": "ㅍ", "v": "ㅂ", "θ": "ㅅ", "ð": "ㄷ",
    "s": "ㅅ", "z": "ㅈ", "ʃ": "ㅅ", "ʒ": "ㅈ", "m": "ㅁ", "n": "ㄴ", "ŋ": "ㅇ", "l": "ㄹ", "ɹ": "ㄹ", "h": "ㅎ",
    "x": "ㅎ", "ɾ": "ㅌ", "ə^l": "ㄹ",
}  # fmt: skip
_CODAS = {"p": "ㅂ", "t": "ㅅ", "k": "ㄱ", "m": "ㅁ", "n": "ㄴ", "ŋ": "ㅇ", "l": "ㄹ"}
_ALONE = {"ʃ": "ㅣ", "ʒ": "ㅣ", "t^ʃ": "ㅣ", "d^ʒ": "ㅣ"}
"""The vowel that carries a consonant without one, where it is not ㅡ (3, 4)."""
_SHORT = frozenset("ɪɛaæʌɐəɒʊi")
_CARRYING = ("l", "ɹ", "m", "n", "w", "j", "ə^l")
"""Before these a voiceless stop is written with ㅡ and closes no syllable (1)."""
_GLIDES = {
    "w": {"ㅓ": "ㅝ", "ㅗ": "ㅝ", "ㅏ": "ㅘ", "ㅐ": "ㅙ", "ㅔ": "ㅞ", "ㅣ": "ㅟ"},
    "j": {"ㅏ": "ㅑ", "ㅐ": "ㅒ", "ㅓ": "ㅕ", "ㅔ": "ㅖ", "ㅗ": "ㅛ", "ㅜ": "ㅠ"},
}
_SOUND = re.compile(
    "|".join(map(re.escape, sorted((*_VOWELS, *_ONSETS, "w", "j"), key=len, reverse=True))) + "|ː"
)


def respell(text: str) -> str:
    """`text` with each word in Latin letters written in Hangul."""
    return _WORD.sub(lambda found: _hangul(found.group()) or found.group(), text)


@cache
def _hangul(word: str) -> str:
    from pipeline.languages.g2p.espeak import british

    return "".join(map(str, _Writing(_sounds(british(word), word.lower())).syllables()))


def _sounds(said: str, word: str) -> list[str]:
    """IPA in single sounds.

    Two things are taken from the letters, as the standard's examples are: [hw] (휘슬), and an `a` that is weak in
    English (오바마, 아메리카).
    """
    if word[0] == "a":
        said = re.sub("^[əɐ]", "ɑ", said)
    if word[-1] == "a":
        said = re.sub(r"\^?[əɐ]$", "ɑ", said)
    if word.startswith("wh") and said.startswith("w"):
        said = "h" + said
    return _join(_SOUND.findall(said))


def _join(sounds: list[str]) -> list[str]:
    """[ts] and [dz] without a vowel behind them are one sound (4): 키츠, 오즈."""
    joined: list[str] = []
    for place, sound in enumerate(sounds):
        behind = sounds[place + 1] if place + 1 < len(sounds) else ""
        if joined and (joined[-1], sound) in (("t", "s"), ("d", "z")) and behind not in (*_VOWELS, "w", "j"):
            joined[-1] += "^" + sound
        else:
            joined.append(sound)
    return joined


class _Written:
    """A syllable of Hangul while it is written."""

    def __init__(self, onset: str, vowel: str) -> None:
        self.onset = onset
        self.vowel = vowel
        self.coda = ""

    def __str__(self) -> str:
        place = ONSETS.index(self.onset) * 21 + VOWELS.index(self.vowel)
        return chr(0xAC00 + place * 28 + CODAS.index(self.coda))


class _Writing:
    """A word that is written sound by sound."""

    def __init__(self, sounds: list[str]) -> None:
        self._sounds = sounds
        self._done: list[_Written] = []
        self._onset = ""
        self._glide = ""

    def syllables(self) -> list[_Written]:
        """The syllables of the word."""
        for place, sound in enumerate(self._sounds):
            if sound == "ə" and self._sound(place - 1) == "a^ʊ":
                self._done[-1].vowel = "ㅝ"
            elif sound in _VOWELS:
                self._vowel(_VOWELS[sound])
            elif sound in ("w", "j"):
                self._semivowel(sound)
            elif sound in _ONSETS:
                self._consonant(sound, self._sound(place - 1), self._sound(place + 1), self._sound(place + 2))
        return self._done

    def _sound(self, place: int) -> str:
        return self._sounds[place] if 0 <= place < len(self._sounds) else ""

    def _vowel(self, vowels: str) -> None:
        first = _GLIDES.get(self._glide, {}).get(vowels[0], vowels[0])
        if self._glide == "j" and self._onset in ("ㄷ", "ㄹ", "ㄴ") and first == "ㅕ":
            self._done.append(_Written(self._onset, "ㅣ"))
            self._onset, first = "", "ㅓ"
        self._done.append(_Written(self._onset or "ㅇ", first))
        self._done += [_Written("ㅇ", vowel) for vowel in vowels[1:]]
        self._onset = self._glide = ""

    def _semivowel(self, sound: str) -> None:
        """[w] stands by itself but behind [k], [g] and [h] (9): 스윙, 펭귄."""
        if sound == "w" and self._onset and self._onset not in "ㅋㄱㅎ":
            self._done.append(_Written(self._onset, "ㅣ" if self._onset in "ㅈㅊ" else "ㅡ"))
            self._onset = ""
        self._glide = sound

    def _consonant(self, sound: str, before: str, behind: str, second: str) -> None:
        opens = behind in _VOWELS or behind == "ə^l" or (behind in ("w", "j") and second in _VOWELS)
        if sound == "ə^l":
            self._syllabic()
        elif sound == "ŋ":
            self._close(sound)
        elif sound == "l" and self._open() and before not in ("m", "n", ""):
            self._lateral(opens, behind)
        elif opens:
            self._onset = _ONSETS[sound]
            if sound == "ʃ" and behind in _VOWELS:
                self._glide = "j"
        elif sound in ("m", "n", "l") or (self._open() and self._is_stop(sound, before, behind)):
            self._close(sound)
        else:
            self._carry(sound, behind)

    def _is_stop(self, sound: str, before: str, behind: str) -> bool:
        return sound in ("p", "t", "k") and before in _SHORT and behind not in _CARRYING

    def _lateral(self, opens: bool, behind: str) -> None:
        """[l] is ㄹㄹ within a word before a vowel and before a nasal, else a coda (6): 슬라이드, 필름, 호텔."""
        self._done[-1].coda = "ㄹ"
        if opens:
            self._onset = "ㄹ"
        elif behind in ("m", "n"):
            self._done.append(_Written("ㄹ", "ㅡ"))

    def _syllabic(self) -> None:
        """[əl] behind a stop or fricative has no vowel of its own: 애플, 구글, but 시그널."""
        self._done.append(_Written(self._onset or "ㅇ", "ㅓ" if self._onset in ("", "ㄴ", "ㅁ") else "ㅡ"))
        self._done[-1].coda, self._onset = "ㄹ", ""

    def _close(self, sound: str) -> None:
        if not self._open():
            self._done.append(_Written("ㅇ", "ㅡ"))
        self._done[-1].coda = _CODAS[sound]

    def _carry(self, sound: str, behind: str) -> None:
        """A consonant that no vowel carries and that closes no syllable (1 to 4)."""
        vowel = "ㅠ" if sound == "ʃ" and behind else _ALONE.get(sound, "ㅡ")
        self._done.append(_Written(_ONSETS[sound], vowel))

    def _open(self) -> bool:
        return bool(self._done) and not self._done[-1].coda and not self._onset
