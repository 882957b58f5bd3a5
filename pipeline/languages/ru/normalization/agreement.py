"""The gender of a Russian noun by its ending, as it stands behind one and two; and its case where the ending leaves no doubt."""

import re

_MEN = "мужчина|мужчины|судья|судьи|дядя|юноша|юноши|староста|воевода|глава|коллега|папа|дедушка|слуга|убийца"
_FEMININE_ONE = re.compile(
    r".*(?:[^м]я|[аюу]|ость|[^о]сть|знь|[чшжщ]ь)$|ночь|область|площадь|кровь|дверь|цель|мель|тетрадь|лошадь|очередь|крепость|роль|модель|мышь|соль|кость|речь|дочь|степень|нефть|печать|осень|боль"
)
_NEUTER_ONE = re.compile(r".+[оё]$|.+(?:ие|ье|ще|поле|море|солнце|сердце|мя)$")
_NO_NOUN = re.compile(
    r"(?:из|или|при|если|почти|лишь|только|уже|ещё|еще|после|кроме|против|около|более|менее|свыше|также|более|вместо|однако|ниже|выше|далее|когда|тогда|всегда|раза|года|часа)$"
)
_FEMININE_TWO = re.compile(r".{2,}(?:[ыи]|[ыи]е)$")
_NO_PLURAL = re.compile(r".*(?:ированы|ованы|ены|аны|яны|иты|ыты|яты|уты|ли|лись)$")
"""What was done, not what is counted: 2 ранены, 2 погибли."""
_NOUNS_ALL_THE_SAME = re.compile(
    r"(?:страны|раны|цены|смены|сцены|стены|перемены|сирены|поляны|плиты|орбиты|недели|земли|мили|доли|капли|модели|цели|роли|боли|пули|петли|школы|постели|метели|гантели|параллели|медали|детали|педали|спирали|вертикали|минуты|каюты|валюты)$"
)
_NO_OBLIQUE = re.compile(
    r"(?:дам|драм|рам|ям|мам|лам|реклам|панорам|мелодрам|черепах|рубах|прях|.*грамм|.*программ|там|нам|вам|сам|впотьмах)$"
)
_OBLIQUE = re.compile(r".{2,}(?:(ами|ями|ьми)|(ам|ям)|(ах|ях))$")
_ADJECTIVES = {"instrumental": r"[ыи]ми", "dative": r"[ыи]м", "prepositional": r"[ыи]х"}
_CASES = ("instrumental", "dative", "prepositional")


def gender_behind(number: int, noun: str) -> str:
    """Of the noun that follows `number`, for the words that end in one and two; `accusative` for одну минуту."""
    word = noun.lower()
    if len(word) < 3 or _NO_NOUN.match(word) or re.fullmatch(_MEN, word) or number % 100 in (11, 12):
        return ""
    return _behind_one(word) if number % 10 == 1 else _behind_two(word) if number % 10 == 2 else ""


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
