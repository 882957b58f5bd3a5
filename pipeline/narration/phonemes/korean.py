"""Front end of Korean, which Kokoro never learned: the Standard Pronunciation in Kokoro's own phonemes.

The rules are those of 표준어 규정, part 2, 표준발음법 (National Institute of Korean Language), named here
by the number of their article. Where it leaves a choice, the form heard in the news is taken. What
no rule can tell from the letters alone stands in `korean.toml`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

_ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_CODAS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")

_TENSE = dict(zip("ㄱㄷㅂㅅㅈ", "ㄲㄸㅃㅆㅉ", strict=True))
_ASPIRATED = dict(zip("ㄱㄷㅂㅈ", "ㅋㅌㅍㅊ", strict=True))
_NASAL = dict(zip("ㄱㄷㅂ", "ㅇㄴㅁ", strict=True))

_CLOSED = {
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


_QUOTES = re.compile(r"[‘’“”\"「」『』《》〈〉]|(?<![A-Za-z])'|'(?![A-Za-z])")
"""They would part a noun from its particle: ‘난민’이."""


@dataclass(slots=True)
class _Syllable:
    onset: str
    vowel: str
    coda: str
    first: bool
    """Begins a written word."""
    letters: str

    def __str__(self) -> str:
        number = (_ONSETS.index(self.onset) * 21 + _VOWELS.index(self.vowel)) * 28
        return chr(0xAC00 + number + _CODAS.index(self.coda))


def phonemes(text: str) -> str:
    """The phonemes of Korean `text`; whatever is not Hangul is said in English."""
    from pipeline.narration.phonemes import espeak

    said = []
    text = _QUOTES.sub("", text)
    for part in re.findall(r"[가-힣][가-힣\s]*|[A-Za-z][A-Za-z'’\s-]*|[^가-힣A-Za-z]+", text):
        if "가" <= part[0] <= "힣":
            said.append(_sounds(_pronounced(part)) + (" " if part[-1].isspace() else ""))
        elif part[0].isalpha() and part[0].isascii():
            said.append(espeak.phonemes(part, "en") + (" " if part[-1].isspace() else ""))
        else:
            said.append(_marks(part))
    return " ".join("".join(said).split())


def pronounced(text: str) -> str:
    """Hangul `text` respelled as it sounds by the Standard Pronunciation: 독립문 -> 동님문."""
    return "".join(
        (" " if syllable.first and number else "") + str(syllable)
        for number, syllable in enumerate(_pronounced(text))
    )


def _marks(text: str) -> str:
    known = text.translate(str.maketrans("·、。，：；！？‘’「」『』《》〈〉～", ',,.,:;!?""“”“”“”“” '))
    return re.sub(r"[^\s,.;:!?…—()]", " ", known)


def _pronounced(text: str) -> list[_Syllable]:
    syllables = list(_syllables(_by_list(_by_ending(text))))
    for before, after in pairwise(syllables):
        _meet(before, after)
    for syllable in syllables:
        _settle(syllable)
    return syllables


def _syllables(text: str) -> Iterator[_Syllable]:
    first = True
    for letter in text:
        if not "가" <= letter <= "힣":
            first = True
            continue
        number = ord(letter) - 0xAC00
        onset, vowel, coda = number // 588, number // 28 % 21, number % 28
        yield _Syllable(_ONSETS[onset], _VOWELS[vowel], _CODAS[coda], first, letter)
        first = False


def _meet(before: _Syllable, after: _Syllable) -> None:
    """Change the coda of one syllable and the onset of the next as they meet."""
    if after.onset == "ㅇ":
        _link(before, after)
    elif after.onset == "ㅎ":
        _aspirate(before, after)
    elif before.coda in ("ㅎ", "ㄶ", "ㅀ"):
        _lose_h(before, after)
    else:
        _assimilate(before, after)


def _link(before: _Syllable, after: _Syllable) -> None:
    """Articles 13, 14 and 17: a coda goes over to a syllable that begins with a vowel, in the same word.

    Article 15, for words said as one, is left out: across spaces it made Whisper hear other words.
    """
    coda = before.coda
    if coda in ("", "ㅇ") or after.first:
        return
    stays, moves = _parted(coda)
    if moves == "ㅎ":  # 12.4
        before.coda = ""
        if stays:
            after.onset = stays
        return
    if after.vowel in ("ㅣ", "ㅕ") and moves in ("ㄷ", "ㅌ"):  # 17
        moves = "ㅈ" if moves == "ㄷ" else "ㅊ"
    if stays and moves == "ㅅ":  # 14
        moves = "ㅆ"
    before.coda, after.onset = stays, moves


def _parted(coda: str) -> tuple[str, str]:
    """What of a coda stays in its syllable, and what may leave it."""
    pair = _PARTED.get(coda)
    return (pair[0], pair[1]) if pair else ("", coda)


def _aspirate(before: _Syllable, after: _Syllable) -> None:
    """Article 12.1: a stop and ㅎ make an aspirate; article 17 before ㅣ."""
    coda = before.coda
    stays, moves = _parted(coda) if coda in ("ㄺ", "ㄼ", "ㄵ") else ("", coda)
    palatal = moves == "ㅈ" or (moves in ("ㄷ", "ㅌ") and str(after) in ("히", "혀", "혔"))
    if palatal and not after.first:
        before.coda, after.onset = stays, "ㅊ"
    elif _CLOSED[moves] in ("ㄱ", "ㄷ", "ㅂ"):
        before.coda, after.onset = stays, _ASPIRATED[_CLOSED[moves]]
    elif coda in ("ㄶ", "ㅀ"):
        before.coda = _CLOSED[coda]


def _lose_h(before: _Syllable, after: _Syllable) -> None:
    """Articles 12.1 to 12.3: ㅎ before a consonant."""
    rest = "" if before.coda == "ㅎ" else _CLOSED[before.coda]
    if after.onset in ("ㄱ", "ㄷ", "ㅈ"):
        before.coda, after.onset = rest, _ASPIRATED[after.onset]
    elif after.onset == "ㅅ":
        before.coda, after.onset = rest, "ㅆ"
    else:
        before.coda = rest or "ㄷ"
        _assimilate(before, after)


def _assimilate(before: _Syllable, after: _Syllable) -> None:
    """Articles 10, 11, 18 to 20 and 23 to 25: consonant before consonant."""
    coda = _CLOSED[before.coda]
    if before.letters == "밟":  # 10
        coda = "ㅂ"
    if before.coda == "ㄺ" and after.onset == "ㄱ" and before.letters not in "닭흙칡":  # 11
        coda, after.onset = "ㄹ", "ㄲ"
    stem = before.coda in ("ㄵ", "ㄻ", "ㄼ", "ㄾ") and before.letters not in "삶덟"  # 24, 25
    if (coda in _NASAL or stem) and after.onset in _TENSE:  # 23
        after.onset = _TENSE[after.onset]
    if after.onset == "ㄹ" and (coda in _NASAL or coda in ("ㅁ", "ㅇ")):  # 19
        after.onset = "ㄴ"
    if coda in _NASAL and after.onset in ("ㄴ", "ㅁ"):  # 18
        coda = _NASAL[coda]
    if coda == "ㄴ" and after.onset == "ㄹ" and not after.first:  # 20
        coda = "ㄹ"
    if coda == "ㄹ" and after.onset == "ㄴ":  # 20
        after.onset = "ㄹ"
    before.coda = coda


def _settle(syllable: _Syllable) -> None:
    """What a syllable does by itself: articles 5 and 9."""
    syllable.coda = _CLOSED[syllable.coda]
    if syllable.onset in ("ㅈ", "ㅉ", "ㅊ") and syllable.vowel == "ㅕ":
        syllable.vowel = "ㅓ"
    if syllable.vowel == "ㅖ" and syllable.onset not in ("ㅇ", "ㄹ"):
        syllable.vowel = "ㅔ"
    if syllable.vowel == "ㅢ" and (syllable.onset != "ㅇ" or not syllable.first):
        syllable.vowel = "ㅣ"


_BOUND = (
    r"(것|거(?=\s|[다야지나예]|$)|걸|건|겁|곳|데(?=\s|[가는도에]|$)|수(?=\s|[가는밖]|도(?!권)|$)|줄(?=\s|[은을도로]|$)"
    r"|듯|바(?=\s|[가를는에와]|$)|정도|적(?=\s|[이도은]|$)|겸)"
)
_BEFORE_BOUND = re.compile(r"([가-힣])(\s+)" + _BOUND)


def _by_ending(text: str) -> str:
    """Article 27: after the ending -ㄹ a noun that cannot stand alone begins tense."""
    return _BEFORE_BOUND.sub(_bound, text)


def _bound(found: re.Match[str]) -> str:
    last, space, noun = found.groups()
    if (ord(last) - 0xAC00) % 28 != _CODAS.index("ㄹ"):
        return found.group()
    return last + space + _tensed(noun)


def _by_list(text: str) -> str:
    pattern, sounds = _list()
    return pattern.sub(lambda found: sounds[found.group()], text)


@cache
def _list() -> tuple[re.Pattern[str], Mapping[str, str]]:
    table = tomllib.loads((files(__package__) / "korean.toml").read_text("utf-8"))
    sounds: dict[str, str] = dict(table["sounds"])
    patterns = set(sounds)
    for word in " ".join((*table["tense"].values(), *table["inserted"].values())).split():
        letters = re.sub(r"['^-]", "", word)
        before, mark, rest = re.split(r"(['-])", word.lstrip("^"), maxsplit=1)
        sounds[letters] = before + (_tensed(rest) if mark == "'" else _inserted(rest))
        patterns.add(("(?<![가-힣])" if word[0] == "^" else "") + letters)
    longest = sorted(patterns, key=lambda pattern: (-len(pattern.rpartition(")")[2]), pattern))
    return re.compile("|".join(longest)), sounds


def _tensed(word: str) -> str:
    return _with_onset(word, _TENSE.get(_ONSETS[(ord(word[0]) - 0xAC00) // 588], ""))


def _inserted(word: str) -> str:
    return _with_onset(word, "ㄴ")


def _with_onset(word: str, onset: str) -> str:
    if not onset:
        return word
    return chr(0xAC00 + _ONSETS.index(onset) * 588 + (ord(word[0]) - 0xAC00) % 588) + word[1:]


_PLAIN = {"ㄱ": "k", "ㄷ": "t", "ㅂ": "p", "ㅈ": "ʨ"}
_VOICED = {"ㄱ": "ɡ", "ㄷ": "d", "ㅂ": "b", "ㅈ": "ʥ"}
_ONSET_SOUNDS = {
    "ㄲ": "k", "ㄴ": "n", "ㄸ": "t", "ㄹ": "ɾ", "ㅁ": "m", "ㅃ": "p", "ㅅ": "s", "ㅆ": "s", "ㅇ": "",
    "ㅉ": "ʨ", "ㅊ": "ʨʰ", "ㅋ": "kʰ", "ㅌ": "tʰ", "ㅍ": "pʰ", "ㅎ": "h",
}  # fmt: skip
_VOWEL_SOUNDS = {
    "ㅏ": "a", "ㅐ": "ɛ", "ㅑ": "ja", "ㅒ": "jɛ", "ㅓ": "ʌ", "ㅔ": "e", "ㅕ": "jʌ", "ㅖ": "je", "ㅗ": "o",
    "ㅘ": "wa", "ㅙ": "wɛ", "ㅚ": "we", "ㅛ": "jo", "ㅜ": "u", "ㅝ": "wʌ", "ㅞ": "we", "ㅟ": "wi", "ㅠ": "ju",
    "ㅡ": "ɯ", "ㅢ": "ɯi", "ㅣ": "i",
}  # fmt: skip
_CODA_SOUNDS = {"": "", "ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ŋ"}
_PALATAL = "ㅣㅑㅒㅕㅖㅛㅠ"


def _sounds(syllables: list[_Syllable]) -> str:
    said = []
    before = None
    for syllable in syllables:
        if syllable.first and before:
            said.append(" ")
        said.append(_onset(syllable, before) + _VOWEL_SOUNDS[syllable.vowel] + _CODA_SOUNDS[syllable.coda])
        before = syllable
    return "".join(said)


def _onset(syllable: _Syllable, before: _Syllable | None) -> str:
    onset = syllable.onset
    if onset in _PLAIN:
        voiced = before is not None and not syllable.first and before.coda in ("", "ㄴ", "ㄹ", "ㅁ", "ㅇ")
        return (_VOICED if voiced else _PLAIN)[onset]
    if onset in ("ㅅ", "ㅆ") and syllable.vowel in _PALATAL:
        return "ɕ"
    if onset == "ㄹ" and before is not None and before.coda == "ㄹ":
        return "l"
    return _ONSET_SOUNDS[onset]
