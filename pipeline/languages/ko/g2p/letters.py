"""Hangul syllables in their letters, and what a letter turns into."""

from collections.abc import Iterator
from dataclasses import dataclass

ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS: tuple[str, ...] = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")

TENSE = dict(zip("ㄱㄷㅂㅅㅈ", "ㄲㄸㅃㅆㅉ", strict=True))
ASPIRATED = dict(zip("ㄱㄷㅂㅈ", "ㅋㅌㅍㅊ", strict=True))
NASAL = dict(zip("ㄱㄷㅂ", "ㅇㄴㅁ", strict=True))

CLOSED = {
    **dict.fromkeys("ㄱㄲㅋㄳㄺ", "ㄱ"),
    **dict.fromkeys("ㄴㄵㄶ", "ㄴ"),
    **dict.fromkeys("ㄷㅅㅆㅈㅊㅌㅎ", "ㄷ"),
    **dict.fromkeys("ㄹㄼㄽㄾㅀ", "ㄹ"),
    **dict.fromkeys("ㅁㄻ", "ㅁ"),
    **dict.fromkeys("ㅂㅍㅄㄿ", "ㅂ"),
    "ㅇ": "ㅇ",
    "": "",
}
"""Articles 8 to 11: the seven sounds a syllable can end with."""

_PARTED = {
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ",
    "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip

_CLASSES = {
    sound: plain
    for plain, sounds in {
        "ㄱ": "ㄱㄲㅋ",
        "ㄴ": "ㄴ",
        "ㄷ": "ㄷㄸㅌ",
        "ㄹ": "ㄹ",
        "ㅁ": "ㅁ",
        "ㅂ": "ㅂㅃㅍ",
        "ㅅ": "ㅅㅆㅈㅉㅊ",
    }.items()
    for sound in sounds
}


@dataclass(slots=True)
class Syllable:
    """A syllable while its sounds change."""

    onset: str
    vowel: str
    coda: str
    first: bool
    """Begins a written word."""
    letters: str
    """How it is written."""
    last: bool = False
    """Ends a written word."""

    @property
    def alone(self) -> bool:
        """Is a written word by itself."""
        return self.first and self.last

    def __str__(self) -> str:
        number = (ONSETS.index(self.onset) * 21 + VOWELS.index(self.vowel)) * 28
        return chr(0xAC00 + number + CODAS.index(self.coda))


def syllables(text: str) -> Iterator[Syllable]:
    """The Hangul of `text`; whatever else stands in it parts words."""
    padded = f" {text} "
    for before, letter, after in zip(padded, text, padded[2:], strict=False):
        if hangul(letter):
            number = ord(letter) - 0xAC00
            onset, vowel, coda = number // 588, number // 28 % 21, number % 28
            yield Syllable(
                ONSETS[onset], VOWELS[vowel], CODAS[coda], not hangul(before), letter, not hangul(after)
            )


def hangul(letter: str) -> bool:
    """Whether it is a whole syllable."""
    return "가" <= letter <= "힣"


def consonants(text: str) -> str:
    """The consonants that the Hangul of `text` sounds with, plain, tense and aspirated ones as one."""
    jamo = (sound for syllable in syllables(text) for sound in (syllable.onset, syllable.coda))
    return "".join(_CLASSES.get(sound, "") for sound in jamo)


def coda(letter: str) -> str:
    """What the syllable `letter` ends with."""
    return CODAS[(ord(letter) - 0xAC00) % 28]


def split_syllable(coda: str) -> tuple[str, str]:
    """What of a coda stays in its syllable, and what may leave it."""
    pair = _PARTED.get(coda)
    return (pair[0], pair[1]) if pair else ("", coda)


def tensed_letter(word: str) -> str:
    """`word` with its first sound tense, where it can be."""
    onset = TENSE.get(ONSETS[(ord(word[0]) - 0xAC00) // 588])
    return with_onset(word, onset) if onset else word


def with_onset(word: str, onset: str) -> str:
    """`word` with another first consonant."""
    return chr(0xAC00 + ONSETS.index(onset) * 588 + (ord(word[0]) - 0xAC00) % 588) + word[1:]
