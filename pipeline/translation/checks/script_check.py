"""Which letters a translation is written in: its own script, another, or both Chinese ones."""

import re

from pipeline.languages import Language
from pipeline.languages.scripts import LETTERS, count
from pipeline.translation.checks.variants import characters_only_in

LATIN_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]+(?:['’\-][A-Za-zÀ-ÖØ-öø-ɏ]+)*")
WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")

_LEAST_SHARE = {"Hant": 0.20}
_USUAL_LEAST_SHARE = 0.30
_FOREIGN = {"Kore": ("Hans",), "Hans": ("Kana", "Kore"), "Hant": ("Kana", "Kore")}
"""Never seen in 1,997 human lines."""
_WRONG_CHINESE_SHARE, _WRONG_ALONE_SHARE = 0.08, 0.19
"""A quoted title or a name may hold a few, or one; a text in the other script has some 30 in 100."""


def has_letters(text: str) -> bool:
    """Whether there is anything to translate in `text`."""
    return any(character.isalpha() for character in text)


def wrong_script(source: str, target: str, language: Language) -> bool:
    """Whether `target` is not written in the script of `language`; names left in Latin letters do not count."""
    if language.script not in LETTERS:
        return False
    counted = _without_kept_names(source, target, language)
    letters = sum(character.isalpha() for character in counted)
    own = count(counted, language.script)
    if letters:
        return own < letters * _LEAST_SHARE.get(language.script, _USUAL_LEAST_SHARE)
    return not own and has_letters(source) and not all(word.isupper() for word in WORD.findall(source))


def wrong_chinese(target: str, language: Language) -> str:
    """The characters of the other Chinese script in `target`, when they are too many for a quoted name; else ""."""
    if language.script not in ("Hans", "Hant"):
        return ""
    others = characters_only_in("Hant" if language.script == "Hans" else "Hans")
    wrong = [character for character in target if character in others]
    least = _WRONG_CHINESE_SHARE if len(wrong) > 1 else _WRONG_ALONE_SHARE
    few = len(wrong) <= count(target, language.script) * least
    return "" if few else "".join(dict.fromkeys(wrong))


def foreign_letters(source: str, target: str, language: Language) -> str:
    """Han letters in Korean, kana or Hangul in Chinese, if the source has none of them."""
    strange = [script for script in _FOREIGN.get(language.script, ()) if not count(source, script)]
    runs = [run for script in strange for run in re.findall(f"[{LETTERS[script]}]+", target)]
    return " ".join(dict.fromkeys(runs))


def _without_kept_names(source: str, target: str, language: Language) -> str:
    if language.script == "Latn":
        return target
    names = {word for word in WORD.findall(source) if word[0].isupper()}
    return LATIN_WORD.sub(lambda word: "" if word.group() in names else word.group(), target)
