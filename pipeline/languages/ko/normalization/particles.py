"""Korean particles, whose form follows the sound before them: 유엔은, 엔지오는; 을(를) as one of the two."""

import re

PARTICLE = r"(?:(은|는|이|가|을|를|과|와|으로|로|이나|나|이라|라|이란|란)(?![가-힣]))?"
"""A particle behind what is said otherwise than it is written."""
_PAIRS = ("은는", "이가", "을를", "과와")
_LONG = {"으로": "로", "이나": "나", "이라": "라", "이란": "란"}
_EITHER = re.compile(
    r"(?<=[가-힣A-Za-z\d%])(은\(는\)|는\(은\)|이\(가\)|가\(이\)|을\(를\)|를\(을\)|과\(와\)|와\(과\)|\(으\)로|으로\(로\)|\(이\)(?=[가-힣]))"
)
_OPEN = "\ue000"
_MARKED = re.compile(rf"(.){_OPEN}(.+?){_OPEN}")
"""A particle in two forms as it stood on the page, to be chosen by the words said before it; (2) is none."""


def mark_particles(text: str) -> str:
    """`text` with each particle in two forms marked, before numbers and letters are put into words."""
    return _EITHER.sub(rf"{_OPEN}\1{_OPEN}", text.replace(_OPEN, " "))


def chosen(text: str) -> str:
    """`text`, marked before, with one form of each."""
    return _MARKED.sub(lambda found: found[1] + _one_of(found[1], found[2]), text)


def with_particle(said: str, particle: str) -> str:
    """`said` with the form of `particle`, if there is one, that fits it."""
    return said + (fitting(said[-1], particle) if particle else "")


def fitting(last: str, particle: str) -> str:
    """The form of a particle that follows the syllable `last`: 유엔은, 엔지오는; 서울로."""
    closed = _has_coda(last)
    for pair in _PAIRS:
        if particle in pair:
            return pair[0] if closed else pair[1]
    for long, short in _LONG.items():
        if particle in (long, short):
            keeps = closed and not (long == "으로" and _coda(last) == 8)
            return long if keeps else short
    return particle


def _one_of(last: str, either: str) -> str:
    """을(를) as one of the two."""
    if either == "(이)":
        return "이" if _has_coda(last) else ""
    return fitting(last, "으로" if "로" in either else either[0])


def _has_coda(syllable: str) -> bool:
    return _coda(syllable) > 0


def _coda(syllable: str) -> int:
    """The number of the final consonant; 8 is ㄹ."""
    return (ord(syllable) - 0xAC00) % 28 if "가" <= syllable <= "힣" else 0
