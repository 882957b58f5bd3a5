"""The gender of a Russian noun by its ending, as it stands behind one and two; and its case where the ending leaves no doubt."""

import re

from pipeline.languages.normalization.tables import table

_MEN = "мужчина|мужчины|судья|судьи|дядя|юноша|юноши|староста|воевода|глава|коллега|папа|дедушка|слуга|убийца"
_FEMININE_ONE = re.compile(
    r".*(?:[^м]я|[аюу]|ость|[^о]сть|знь|[чшжщ]ь)$|ночь|область|площадь|кровь|дверь|цель|мель|тетрадь|лошадь|очередь|крепость|роль|модель|мышь|соль|кость|речь|дочь|степень|нефть|печать|осень|боль"
)
_NEUTER_ONE = re.compile(r".+[оё]$|.+(?:ие|ье|ще|поле|море|солнце|сердце|мя)$")
_NO_NOUN = re.compile(
    r"(?:из|или|при|если|почти|лишь|только|уже|ещё|еще|после|кроме|против|около|более|менее|свыше|также|более|вместо|однако|ниже|выше|далее|когда|тогда|всегда|точка)$"
)
_FEMININE_TWO = re.compile(r".{2,}(?:[ыи]|[ыи]е)$")
_NO_PLURAL = re.compile(r".*(?:ированы|ованы|ены|аны|яны|иты|ыты|яты|уты|ли|лись)$")
"""What was done, not what is counted: 2 ранены, 2 погибли."""
_NOUNS_ALL_THE_SAME = re.compile(
    r"(?:страны|раны|цены|смены|сцены|стены|перемены|сирены|поляны|плиты|орбиты|недели|земли|мили|доли|капли|модели|цели|роли|боли|пули|петли|школы|постели|метели|гантели|параллели|медали|детали|педали|спирали|вертикали|минуты|каюты|валюты)$"
)
_GENITIVE_ADJECTIVE = re.compile(r"(?!итого|много|немного|сегодня|всего|ничего).{3,}(?:ого|его)$")
_NO_OBLIQUE = re.compile(
    r"(?:дам|драм|рам|ям|мам|лам|реклам|панорам|мелодрам|черепах|рубах|прях|.*грамм|.*программ|там|нам|вам|сам|впотьмах)$"
)
_OBLIQUE = re.compile(r".{2,}(?:(ами|ями|ьми)|(ам|ям)|(ах|ях))$")
_ADJECTIVES = {"instrumental": r"[ыи]ми", "dative": r"[ыи]м", "prepositional": r"[ыи]х"}
_CASES = ("instrumental", "dative", "prepositional")


def gender_behind(number: int, noun: str) -> str:
    """Of the noun that follows `number`, for the words that end in one and two; `accusative` for одну минуту. Empty beside a
    noun in the genitive (`in_genitive`)."""
    word = noun.lower()
    if len(word) < 3 or _NO_NOUN.match(word) or re.fullmatch(_MEN, word) or number % 100 in (11, 12):
        return ""
    return _behind_one(word) if number % 10 == 1 else _behind_two(word) if number % 10 == 2 else ""


def in_genitive(number: int, noun: str) -> bool:
    """Whether the noun stands in a genitive that is not the number's own: 21 человека, but 2 человека; 2 женщин, but 5 женщин."""
    if number % 100 in (11, 12, 13, 14) or not 1 <= number % 10 <= 4:
        return False
    if number % 10 == 1:
        return _single_in_genitive(noun)
    return is_one_of("plural_genitive", noun)


def _single_in_genitive(noun: str) -> bool:
    """A feminine noun ends as станция in the nominative, and a neuter one, здания, in the genitive: it is taken for the first."""
    neuter = is_one_of("neuter", noun) and not noun.endswith("ия")
    return neuter or is_one_of("masculine", noun) or bool(_GENITIVE_ADJECTIVE.match(noun))


def gender_of_range(last: int, noun: str) -> str:
    """Of what is counted up to `last`: 1–2 минуты, 1–2 места, 1–5 минут; masculine where it is empty."""
    if last % 10 == 1 or last % 100 in (11, 12) or last % 10 not in (2, 3, 4):
        return "feminine" if is_one_of("plural_feminine", noun) else ""
    return _behind_two(noun) or ("neuter" if is_one_of("neuter", noun) else "")


def is_one_of(kind: str, noun: str) -> bool:
    """Whether the noun, in small letters, is in a row of the table `counted`."""
    return noun.islower() and bool(re.fullmatch(table("ru")["counted"][kind], noun))


def _behind_one(word: str) -> str:
    if _FEMININE_ONE.match(word):
        return "accusative" if word[-1] in "ую" else "feminine"
    return "neuter" if _NEUTER_ONE.match(word) else ""


def _behind_two(word: str) -> str:
    known = _NOUNS_ALL_THE_SAME.match(word)
    return "feminine" if known or (_FEMININE_TWO.match(word) and not _NO_PLURAL.match(word)) else ""


def case_by_ending(noun: str, adjective: str = "") -> str:
    """The case of a noun in the plural by its ending, if the adjective before it agrees: странам, людьми, городах."""
    word = noun.lower()
    found = _OBLIQUE.match(word)
    if not found or _NO_OBLIQUE.match(word):
        return ""
    case = _CASES[(found.lastindex or 1) - 1]
    return case if not adjective or re.search(rf"{_ADJECTIVES[case]}$", adjective) else ""
