"""Telephone numbers and those of books, one digit after the other."""

import re

from pipeline.languages.normalization.counting import one_by_one
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table

_NUMBER = r"\(?\d{1,4}\)?(?:[\s./-]?\(?\d{1,5}\)?){1,5}"


def rules(base: str) -> list[NamedRule]:
    """To be applied while numbers have the signs between their groups."""

    def verbalize(found: re.Match[str]) -> str:
        return _verbalize(found, base)

    return [
        shared_rule(
            base,
            "a telephone number with its country's code",
            rf"()((?=\+(?:\D?\d){{7}})\+{_NUMBER})(?!\d)",
            verbalize,
            es="+34 91 555 -> más tres cuatro, nueve uno, cinco cinco cinco",
            de="+49 30 12345 -> plus vier neun, drei null, eins zwei drei vier fünf",
            fr="+33 1 23456 -> plus trois trois, un, deux trois quatre cinq six",
        ),
        shared_rule(
            base,
            "a number behind the word for a telephone",
            rf"(\b(?:{table(base)['phone']})[\s:.]*)(\+?{_NUMBER}|\d{{3,}})(?![\d%])",
            verbalize,
            flags=re.IGNORECASE,
            es="teléfono 112 -> teléfono uno uno dos",
            it="tel: 06 123 -> tel: zero sei, uno due tre",
        ),
        shared_rule(
            base,
            "the number of a book",
            r"\b(IS[BS]N(?:-1[03])?:? )(\d[\d -]{6,15}[\dX])\b",
            verbalize,
            es="ISSN 1234-567X -> ISSN uno dos tres cuatro, cinco seis siete, X",
        ),
        shared_rule(
            base,
            "a telephone number that begins with a zero",
            r"()(?<![\d.,/-])(?<!\d )(0\d{2,4}(?:[ -]\d{3,4}){2,3})(?![\d-]|[.,]\d)",
            verbalize,
            it="055 123 456 -> zero cinque cinque, uno due tre, quattro cinque sei",
        ),
        shared_rule(
            base,
            "a telephone number in the American way",
            r"()(?<![\d-])(\d{3}-\d{3}-\d{4}|\(\d{3}\) \d{3}-\d{4})(?![\d-])",
            verbalize,
            es="555-123-4567 -> cinco cinco cinco, uno dos tres, cuatro cinco seis siete",
        ),
    ]


def _verbalize(found: re.Match[str], base: str) -> str:
    names = table(base)
    groups = [one_by_one(group, base) for group in re.findall(r"\d+", found[2])]
    groups += ["X"] * found[2].endswith("X")
    plus = f"{names['plus']} " if "+" in found[2] else ""
    return found[1] + plus + f"{names.get('comma', ',')} ".join(groups)
