"""A reading in brackets behind the characters that it reads: 岸田文雄（きしだ・ふみお）. It is said, once, in their place."""

import re

from pipeline.languages.ja.g2p.kana import hiragana, katakana
from pipeline.languages.ja.g2p.words import words

_READ = re.compile(r"(?<![一-鿿々ヶ])([一-鿿々ヶ]+)\s?[(（]([ぁ-ゖ][ぁ-ゖー・･ 　]*)[)）]")
_GAPS = re.compile("[・･ 　]")
_LONG_O = re.compile("(?<=[おこそとのほもよろごぞどぼぽょうくすつぬふむゆるぐずづぶぷゅ])う")
_LONG = re.compile("[ーうい]")
"""What may write a long vowel: とうきょう sounds とーきょー."""


def in_place(text: str) -> str:
    """`text` with readings in the place of their characters. What reads no characters is a remark, and stays."""
    return _READ.sub(_one, text)


def _one(found: re.Match[str]) -> str:
    """The reading where it begins or ends as the dictionary's, the characters where it ends theirs:
    総理大臣岸田（きしだ）."""
    written, reading = found[1], _GAPS.sub("", found[2])
    own, given = (
        _LONG.sub("", hiragana(said)) for said in ("".join(word.kana for word in words(written)), reading)
    )
    if given and own.endswith(given):
        return written
    alike = own[:2] == given[:2] or own[-2:] == given[-2:] or own[:1] + own[-1:] == given[:1] + given[-1:]
    return _said(found[2]) if alike and len(reading) >= len(written) else found.group()


def _said(reading: str) -> str:
    """In katakana, for は and へ in hiragana would be particles, with long vowels as such."""
    return katakana(_GAPS.sub("", _LONG_O.sub("ー", reading)))
