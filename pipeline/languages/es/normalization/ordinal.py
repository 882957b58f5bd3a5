"""Spanish centuries, which are counted and not ordered."""

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import roman


def letters() -> list[NamedRule]:
    """Short for centuries (ss., which the table has written out as siguientes too); to be applied before what all share."""
    numeral = "([IVX]+)"
    return [
        rule("a century, shortened", r"(?<!\w)s\. ?(?=[IVX]+\b)", "siglo ", "s. XXI -> siglo XXI"),
        rule(
            "from century to century",
            rf"(?<!\w)(?:siguientes|siglos) {numeral}(?: ?[-–] ?| (a|al|y) ){numeral}\b",
            lambda found: f"siglos {_number(found[1])} {found[2] or 'a'} {_number(found[3])}",
            "siglos XV-XVI -> siglos quince a dieciséis",
        ),
    ]


def _number(numeral: str) -> str:
    return cardinal(str(roman(numeral)), "es")
