"""Front end of Mandarin, in simplified characters, by misaki."""

import re
from functools import cache
from typing import Any

_LATIN = re.compile(r"[A-Za-z](?:[A-Za-z'’.& -]*[A-Za-z])?")


def phonemes(text: str) -> str:
    """The phonemes of `text`; Latin words in it are said in English."""
    from pipeline.narration.phonemes import espeak

    said, place = [], 0
    for found in _LATIN.finditer(text):
        said += [_chinese(text[place : found.start()]), espeak.phonemes(found.group(), "en")]
        place = found.end()
    said.append(_chinese(text[place:]))
    return _tidied(" ".join(said))


def _chinese(text: str) -> str:
    phonemes: str = _misaki()(text)[0] if text.strip() else ""
    return phonemes


def _tidied(said: str) -> str:
    return re.sub(r"\s+([,.!?:;”)])", r"\1", " ".join(said.split()))


@cache
def _misaki() -> Any:
    """misaki's reader, its word list loaded without jieba's log and without a cache file."""
    import logging

    import jieba
    from misaki.zh import ZHG2P

    jieba.setLogLevel(logging.ERROR)
    words = jieba.dt
    words.FREQ, words.total = words.gen_pfdict(words.get_dict_file())
    words.initialized = True
    return ZHG2P()
