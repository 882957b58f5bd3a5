"""A translator for tests and rehearsals: it says where a text went, in letters of the right script."""

import re
from collections.abc import Sequence

from pipeline.languages import find
from pipeline.translation.configuration import TranslationConfiguration

_ALPHABETS = {
    "Kore": "가나다라마바사아자차카타파하거너더러머버서어저처커터",
    "Hans": "天地人山水火木石田土日月星雨雪花草竹米茶心手口目耳足",
    "Hant": "天地人山水火木石田土日月星雨雪花草竹米茶心手口目耳足",
    "Jpan": "あいうえおかきくけこさしすせそたちつてとなにぬねのは",
    "Cyrl": "абвгдежзиклмнопрстуфхцчшэю",
    "Grek": "αβγδεζηθικλμνξοπρστυφχψωάέή",
    "Thai": "กขคงจฉชซดตถทธนบปผพฟภมยรลวสห",
    "Arab": "ابتثجحخدذرزسشصضطظعغفقكلمنه",
    "Hebr": "אבגדהוזחטיכלמנסעפצקרשתאבגד",
    "Deva": "कखगघचछजझटठडढतथदधनपफबभमयरलव",
}
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_WORD = re.compile(r"https?://\S+|www\.\S+|(?<!\S)[^\s@]+@\S+|[^\W\d_]+")


class MarkingTranslator:
    """Wraps a text in brackets: with the target's tag, or with its letters turned into the target's script."""

    name = "marker"
    version = "1"
    private = True

    def __init__(self, configuration: TranslationConfiguration) -> None:
        del configuration

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """`texts`, marked; the same text always in the same way."""
        alphabet = _ALPHABETS.get(find(target).script)
        if alphabet is None and find(source).script in _ALPHABETS:
            alphabet = _LATIN
        return [_mark(text, target, alphabet) for text in texts]


def _mark(text: str, target: str, alphabet: str | None) -> str:
    if alphabet is None:
        return f"[{target}: {text}]"
    return f"[{_WORD.sub(lambda word: _word(word.group(), alphabet), text)}]"


def _word(word: str, alphabet: str) -> str:
    if not word.isalpha():
        return word
    return "".join(alphabet[ord(letter) % len(alphabet)] for letter in word.lower())
