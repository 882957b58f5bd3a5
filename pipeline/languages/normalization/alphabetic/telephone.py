"""Telephone numbers and those of books, one digit after the other."""

import re
from functools import partial

from pipeline.languages.normalization import digit_groups
from pipeline.languages.normalization.counting import one_by_one
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table

_NUMBER = r"\(?\d{1,4}\)?(?:[\s./-]?\(?\d{1,5}\)?){1,6}"

_YEARS = re.compile(r"(?:1[5-9]|20)\d\d[ -](?:1[5-9]|20)\d\d")
_EXAMPLES = {
    "en": (
        "+1 (202) 555-0143 -> plus one, two zero two, five five five, zero one four three",
        "978-0-306-40615-7 -> nine seven eight, zero, three zero six, four zero six one five, seven",
        "4111 1111 1111 1234 -> four one one one, one one one one, one one one one, one two three four",
        "DE89 3704 0044 0532 -> DE eight nine, three seven zero four, zero zero four four, zero five three two",
    ),
    "es": (
        "555.123.4567 -> cinco cinco cinco, uno dos tres, cuatro cinco seis siete",
        "1-800-555-0143 -> uno, ocho cero cero, cinco cinco cinco, cero uno cuatro tres",
        "4111 1111 1111 1234 -> cuatro uno uno uno, uno uno uno uno, uno uno uno uno, uno dos tres cuatro",
        "ES91 2100 0418 4502 -> ES nueve uno, dos uno cero cero, cero cuatro uno ocho, cuatro cinco cero dos",
    ),
}
"""By language, for the rules that are the same in all."""
_FORMATIONS = {"es": "4-4-2 -> cuatro cuatro dos", "de": "4-4-2 -> vier vier zwei"}


def rules(base: str) -> list[NamedRule]:
    """To be applied while numbers have the signs between their groups."""
    verbalize = partial(_verbalize, base=base)
    return [
        *_in_groups(base),
        shared_rule(
            base,
            "a telephone number with its country's code",
            rf"()((?=\(?\+(?:\D{{0,2}}\d){{7}})(?:\+|\(\+\d{{1,3}}\)\s?){_NUMBER})(?!\d)",
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
        *_with_area(base),
        *_extended(base),
        *_national(base),
        *_called(base),
        *_codes(base),
    ]


def _in_groups(base: str) -> list[NamedRule]:
    """What is written alike in all languages."""
    names = table(base)
    speech = digit_groups.Speech(
        lambda digits: one_by_one(digits, base), f"{names.get('comma', ',')} ", f"{names['plus']} "
    )
    return [
        digit_groups.with_letters(
            speech,
            f"1-800-FLOWERS -> {speech.one_by_one('1')}{speech.joint}{speech.one_by_one('800')}{speech.joint}flowers",
        ),
        *digit_groups.rules(speech, _EXAMPLES.get(base, ("",) * 4)),
        digit_groups.formation(speech.one_by_one, _FORMATIONS.get(base, "")),
    ]


def _with_area(base: str) -> list[NamedRule]:
    """Numbers whose signs would be taken for those of a sum, a range or a fraction."""
    verbalize = partial(_verbalize, base=base)
    return [
        shared_rule(
            base,
            "a telephone number behind its area with a stroke",
            r"()(?<![\w/.,-])(0\d{2,6}[./-]\d{4,8})(?![\d/-]|[.,]\d)",
            verbalize,
            de="030/12345 -> null drei null, eins zwei drei vier fünf",
        ),
    ]


def _extended(base: str) -> list[NamedRule]:
    """What stands before an extension is the number of a telephone, and an extension is said by its digits too, unless a word
    shows that its number is an amount: una extensión 120 km, all'interno 20 persone."""
    if "extension" not in table(base):
        return []
    extension = rf"(?:{table(base)['extension']})\.?:?\s?"
    verbalize = partial(_verbalize, base=base)
    return [
        shared_rule(
            base,
            "a telephone number before its extension",
            rf"()(?<![\d.,/-])(\(?\d[\d ./()-]{{4,18}}\d)(?=,?\s{extension}\d)",
            verbalize,
            flags=re.IGNORECASE,
            es="912 345 678 ext. 2 -> nueve uno dos, tres cuatro cinco, seis siete ocho ext. 2",
            fr="123456 poste 2 -> un deux trois quatre cinq six poste 2",
            it="06 1234567 int. 2 -> zero sei, uno due tre quattro cinque sei sette int. 2",
            de="030 1234 Durchwahl 2 -> null drei null, eins zwei drei vier Durchwahl 2",
            pt="3333-4444 ramal 2 -> três três três três, quatro quatro quatro quatro ramal 2",
        ),
        shared_rule(
            base,
            "an extension",
            rf"((?<!['’])\b{extension})(\d{{2,5}})(?!\s?[\w%°€$]|[.,]\d)",
            verbalize,
            flags=re.IGNORECASE,
            es="extensión 12 -> extensión uno dos",
            fr="poste 12 -> poste un deux",
            it="interno 12 -> interno uno due",
            de="Durchwahl 12 -> Durchwahl eins zwei",
            pt="ramal 12 -> ramal um dois",
        ),
    ]


_DATE = re.compile(r"\d{1,2}([ ./-])\d{1,2}\1(?:19|20)\d\d")
_SPAN = re.compile(
    r"\d*0-\d*0|\d{3}-(?:1\d|20)\d\d|(?:1\d|20)\d\d-(?:1\d|20)\d\d|.*(?:19|20)\d\d[ -](?:19|20)\d\d"
)
"""From one round number to another, or to a year."""


def _national(base: str) -> list[NamedRule]:
    """Numbers as the countries of a language write them, where that can be nothing else: its pattern `national`."""
    if "national" not in table(base):
        return []

    def verbalize(found: re.Match[str]) -> str:
        is_other = _DATE.fullmatch(found[2]) or _SPAN.fullmatch(found[2])
        return found.group() if is_other else _verbalize(found, base)

    return [
        shared_rule(
            base,
            "a telephone number as the country writes it",
            rf"()(?<![\w.,/+-])(?<!\d )({table(base)['national']})(?![\w-]|[.,/]\d| \d)",
            verbalize,
            es="91 234 56 78 -> nueve uno, dos tres cuatro, cinco seis, siete ocho",
            fr="0 800 123 456 -> zéro, huit zéro zéro, un deux trois, quatre cinq six",
            it="347 1234567 -> tre quattro sette, uno due tre quattro cinque sei sette",
            de="030 123456 -> null drei null, eins zwei drei vier fünf sechs",
            pt="3333-4444 -> três três três três, quatro quatro quatro quatro",
        ),
    ]


def _called(base: str) -> list[NamedRule]:
    """Numbers that only what is done with them shows as such; shorter ones are said as they stand: llame al 112."""
    if "called" not in table(base):
        return []
    return [
        shared_rule(
            base,
            "a telephone number that is called",
            rf"(\b(?:{table(base)['called']})\s)(\+?\(?\d(?:[\s.)-]{{0,2}}\d){{6,14}})(?![\d€$£%]|[.,]\d|\s?[€$£%]| [a-zà-ÿ]{{3,}}s\b)",
            lambda found: found.group() if _YEARS.fullmatch(found[2]) else _verbalize(found, base),
            flags=re.IGNORECASE,
            es="Llame al 900 123 456 -> Llame al nueve cero cero, uno dos tres, cuatro cinco seis",
            en="call 555.123.4567 -> call five five five, one two three, four five six seven",
        ),
    ]


def _codes(base: str) -> list[NamedRule]:
    """Postcodes and the like, behind the word for them."""
    if "codes" not in table(base):
        return []
    return [
        shared_rule(
            base,
            "a postcode",
            rf"(\b(?:{table(base)['codes']}):?\s)(\d{{4,8}}(?:-\d{{3}})?)(?!\d|[.,]\d)",
            lambda found: _verbalize(found, base),
            flags=re.IGNORECASE,
            es="código postal 28001 -> código postal dos ocho cero cero uno",
            de="PLZ 10115 -> PLZ eins null eins eins fünf",
        ),
    ]


def _verbalize(found: re.Match[str], base: str) -> str:
    names = table(base)
    groups = [one_by_one(group, base) for group in re.findall(r"\d+", found[2])]
    groups += ["X"] * found[2].endswith("X")
    plus = f"{names['plus']} " if "+" in found[2] else ""
    return found[1] + plus + f"{names.get('comma', ',')} ".join(groups)
