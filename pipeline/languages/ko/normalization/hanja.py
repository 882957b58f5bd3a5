"""Letters of other scripts in Korean text: Hanja by their Korean reading, the rest in Latin letters."""

import re
from collections.abc import Mapping
from functools import cache

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.tables import table

_GLOSS = re.compile(r"(?<![가-힣])([가-힣]++)\s?\(([㐀-鿿]+)\)")
_FOREIGN = re.compile(
    r"[^\x00-\x7f\ue000가-힣ㄱ-ㅣ\u2000-\u206f\u20a0-\u20bf\u3000-\u303f\uff00-\uffef·‧・°±×÷\u2190-\u22ff£¥¢′″§«»¿¡℃℉㎞㎏㎝㎜㎡㎢㎍㎛㎚㏊㎖㎎㎥ℓ㈜€]+"
)


def respell(text: str) -> str:
    """Hanja by their Korean reading where it is known, other letters in Latin ones.

    A Chinese spelling in brackets behind a word that it spells is not said again: 김(金).
    """
    text = _GLOSS.sub(lambda found: found[1] if len(found[2]) <= len(found[1]) else found.group(), text)
    return signs.romanize(text.translate(_readings()), _FOREIGN)


@cache
def _readings() -> Mapping[int, str]:
    return {ord(letter): reading for letter, reading in table("ko")["hanja"].items()}
