"""Indian mobile numbers: ten digits, in two groups."""

import re

from pipeline.languages.normalization.counting import one_by_one
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table


def rules() -> list[NamedRule]:
    """To be applied before numbers and sums."""
    return [
        rule(
            "a mobile number",
            r"(?<![\d.,$₹€£])(?<![$₹€£] )([6-9]\d{4})[ -]?(\d{5})(?![\d%]|[.,]\d)",
            _groups,
            "9876543210 -> नौ आठ सात छह पाँच, चार तीन दो एक शून्य",
        ),
        rule(
            "a number that costs nothing",
            r"(?<![\w.,+₹$-])(1[68]00)[ -](\d{2,4})[ -](\d{3,4})(?![\w-]|[.,]\d)",
            _groups,
            "1800 11 4000 -> एक आठ शून्य शून्य, एक एक, चार शून्य शून्य शून्य",
        ),
        rule(
            "twelve digits of a card",
            r"(?<![\w.,+₹$-])(?<!\d )(\d{4})[ -](\d{4})[ -](\d{4})(?![\w-]| \d|[.,]\d)",
            _unless_years,
            "1234 5678 9012 -> एक दो तीन चार, पाँच छह सात आठ, नौ शून्य एक दो",
        ),
        rule(
            "a country's code without its plus",
            r"(?<![\w.,+₹$-])(91)-([6-9]\d{4})[ -]?(\d{5})(?![\d%-]|[.,]\d)",
            _groups,
            "91-9876543210 -> नौ एक, नौ आठ सात छह पाँच, चार तीन दो एक शून्य",
        ),
        *_codes(),
        rule(
            "a number of a telephone by its length",
            r"((?:नंबर|मोबाइल|फोन|फ़ोन|लैंडलाइन) (?:है |पर |पे |हैं )?)(\d{7,8})(?![\d%]|[.,]\d)",
            lambda found: found[1] + one_by_one(found[2], "hi"),
            "नंबर 2351791 -> नंबर दो तीन पाँच एक सात नौ एक",
        ),
        rule(
            "a telephone behind its area with a space",
            r"(?<![\w.,₹$+-])(?<!\d )(0\d{2,5}) (\d{5,8})(?![\w%-]|[.,]\d| \d)",
            _groups,
            "011 23456789 -> शून्य एक एक, दो तीन चार पाँच छह सात आठ नौ",
        ),
        rule(
            "a number of a telephone before what is done with it",
            r"(?<![\w.,₹$+-])(\d{7,8})(?= (?:(?:पे|पर|को) )?(?:कॉल|फोन|फ़ोन) कर)",
            lambda found: one_by_one(found[1], "hi"),
            "2345678 पर कॉल करो -> दो तीन चार पाँच छह सात आठ पर कॉल करो",
        ),
        rule(
            "a telephone behind its area in brackets",
            r"(?<![\w.,+-])\((0\d{2,4})\)\s?(\d{6,8})(?![\w-]|[.,]\d)",
            _groups,
            "(022) 29411128 -> शून्य दो दो, दो नौ चार एक एक एक दो आठ",
        ),
    ]


def _codes() -> list[NamedRule]:
    """Postcodes and the digits of cards, by the word beside them."""
    return [
        rule(
            "the digits of a code",
            r"((?:कार्ड|पिन|कोड|खाता|खाते|आधार|ओटीपी|OTP|PIN)(?: (?:का|के|की|नंबर|संख्या|अंतिम|आख़िरी|आखिरी|चार|अंक|है|हैं|में|कोड)){0,6}:? )(\d{4,6})(?![\d%]|[.,]\d| (?:रुपय|लोग|करोड़|लाख|हज़ार|हजार))",
            lambda found: found[1] + one_by_one(found[2], "hi"),
            "कार्ड नंबर 1234 -> कार्ड नंबर एक दो तीन चार",
        ),
        rule(
            "the number of an account",
            r"((?:खाता|खाते|अकाउंट|आधार)(?: (?:का|की))? (?:नंबर|संख्या)(?: है| हैं)?:? )(\d{7,18})(?![\d%]|[.,]\d)",
            lambda found: found[1] + one_by_one(found[2], "hi"),
            "खाता संख्या 1234567 -> खाता संख्या एक दो तीन चार पाँच छह सात",
        ),
        rule(
            "the digits of a code before its word",
            r"(?<![\w.,₹$+-])(\d{4}|\d{6})(?= (?:मेरा |मेरे |मेरी |इसका |हमारा |इस )?(?:पिन|पिनकोड|क्रेडिट कार्ड|कार्ड) ?(?:कोड|नंबर)?)",
            lambda found: one_by_one(found[1], "hi"),
            "110023 पिन कोड -> एक एक शून्य शून्य दो तीन पिन कोड",
        ),
        rule(
            "a postcode behind its town",
            rf"((?:{table('hi')['states']})\s?[-–,]?\s?)([1-8]\d{{5}})(?=\s*(?:$|[.,।;)]))",
            lambda found: found[1] + one_by_one(found[2], "hi"),
            "नई दिल्ली 110001 -> नई दिल्ली एक एक शून्य शून्य शून्य एक",
        ),
    ]


def _unless_years(found: re.Match[str]) -> str:
    is_years = all(re.fullmatch(r"(?:1[5-9]|20)\d\d", group) for group in found.groups())
    return found.group() if is_years else _groups(found)


def _groups(found: re.Match[str]) -> str:
    return ", ".join(one_by_one(group, "hi") for group in found.groups())
