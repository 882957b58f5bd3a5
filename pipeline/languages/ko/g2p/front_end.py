"""Korean text to phonemes: where syllables meet, the rules in the order of their chapters."""

import re
from itertools import pairwise

from pipeline.languages.g2p import glosses
from pipeline.languages.ko.g2p import (
    assimilation,
    codas,
    compounds,
    insertion,
    letters,
    loanwords,
    tensing,
    vowels,
    words,
)
from pipeline.languages.ko.g2p.letters import CLOSED, Syllable, hangul, syllables
from pipeline.languages.ko.g2p.sounds import sounds

_QUOTES = re.compile(r"[‘’“”\"「」『』《》〈〉]|(?<![A-Za-z])'|'(?![A-Za-z])")
"""They would part a noun from its particle: ‘난민’이."""
_LONE_PARTICLE = re.compile(r"(?<=[^\s가-힣(\[{<-])의(?![가-힣])")
"""Article 5 behind a bracket or a quotation mark, where the particle is all there is of its word."""
_PARTS = re.compile(r"[가-힣][가-힣\s]*|[^가-힣]+")


def phonemes(text: str, tag: str = "ko") -> str:
    """The phonemes of Korean `text`; Latin words in it are said as Koreans say them."""
    said = []
    for part in _PARTS.findall(read(text)):
        if hangul(part[0]):
            said.append(sounds(_pronounce(part)) + (" " if part[-1].isspace() else ""))
        else:
            said.append(_marks(part))
    return " ".join("".join(said).split())


def read(text: str) -> str:
    """`text` in Hangul and marks alone: Latin words respelled, quotation marks and names said twice left out."""
    bare = glosses.without(_QUOTES.sub("", text), letters.consonants, _consonants)
    return loanwords.respell(bare)


def _consonants(name: str) -> str:
    return letters.consonants(loanwords.respell(name))


def pronounce(text: str) -> str:
    """`text` with its Hangul respelled as it sounds by the Standard Pronunciation: 독립문 -> 동님문.

    Words parted by a space may change each other, words parted by anything else do not.
    """
    parts = _PARTS.findall(_LONE_PARTICLE.sub("에", read(text)))
    return "".join(_spell(part) if hangul(part[0]) else part for part in parts)


def _spell(part: str) -> str:
    said = "".join((" " if syllable.first else "") + str(syllable) for syllable in _pronounce(part))
    return said[1:] + (" " if part[-1].isspace() else "")


def _marks(text: str) -> str:
    known = text.translate(str.maketrans("·、。，：；！？‘’「」『』《》〈〉～", ',,.,:;!?""“”“”“”“” '))
    return re.sub(r"[^\s,.;:!?…—()]", " ", known)


def _pronounce(text: str) -> list[Syllable]:
    said = list(syllables(insertion.across(tensing.by_word(compounds.join(words.respell(text))))))
    onsets = [syllable.onset for syllable in said]
    for before, after in pairwise(said):
        _meet(before, after)
    for syllable, onset in zip(said, onsets, strict=True):
        syllable.coda = CLOSED[syllable.coda]
        vowels.settle(syllable, onset)
    return said


def _meet(before: Syllable, after: Syllable) -> None:
    """Change the coda of one syllable and the onset of the next as they meet."""
    if after.onset == "ㅇ":
        codas.link(before, after)
    elif after.onset == "ㅎ":
        codas.aspirate(before, after)
    elif before.coda not in ("ㅎ", "ㄶ", "ㅀ") or not codas.lose_h(before, after):
        written = before.coda
        before.coda = codas.close_codas(before, after)
        tensing.tense(before, after, written)
        assimilation.assimilate(before, after)
