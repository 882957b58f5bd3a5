"""Chapter 7, articles 29 and 30: sounds put in. Compounds are rules by their second part and a word list; the rules here reach across words.

The ㅅ that article 30 puts between two words is written, and sounds as any other ㅅ does.
"""

import re

from pipeline.languages.ko.g2p.letters import ONSETS, VOWELS, with_onset

_NUMBERED = r"\s*(?:[년월일층위차호번분초만억조천백십대개인명회주등원]|퍼센트|심(?![가-힣])|점(?![가-힣]))"
_DOING = r"한|할|될|된|던|큰|별|볼|하는|있는|없는|있을|없을|좋은|나쁜|많은"
_ACROSS = re.compile(
    rf"(?<![가-힣])(?:(?:못|잘)\s+(?=[이-잏야-얗여-옇요-욯유-윻])"
    rf"|(?:옷|[가-힣]+옷)\s+(?=[입])"
    rf"|[가-힣]*(?:{_DOING})\s+(?=일(?![가-힣])(?!{_NUMBERED})|일[이은을도에들로]))"
    rf"|(?<=[가-힣])[은을]\s+(?=엿)|(?<![가-힣])[일삼육칠팔십천백만]+\s+(?=연대)"
)
"""Article 29, addition 2: what is said as one."""


def across(text: str) -> str:
    """`text` with ㄴ where a word that begins with 이 or a y-vowel is said as one with the word before."""
    for found in reversed([*_ACROSS.finditer(text)]):
        place = found.end()
        if _open(text[place]):
            text = text[:place] + with_onset(text[place:], "ㄴ")
    return text


def _open(letter: str) -> bool:
    number = ord(letter) - 0xAC00
    return ONSETS[number // 588] == "ㅇ" and VOWELS[number // 28 % 21] in "ㅣㅑㅕㅛㅠㅖㅒ"
