"""Roman numerals before what is counted in Han characters: II型, XX世纪."""

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.rules import NamedRule, rule


def roman_numeral(counted: str, century: str) -> NamedRule:
    """The rule of a language that numbers what begins with one of the characters `counted`, and a `century`. To be applied
    whether there is a digit or not. V, X and XX alone are letters: V型, X世代."""
    return rule(
        "a Roman numeral",
        rf"(?<![A-Za-z])(?:(?=[VX]*I){signs.NUMERAL}(?=[{counted}]|世(?!代))|{signs.NUMERAL}(?={century}))",
        lambda found: str(signs.roman(found.group())),
        "II型 -> 2型",
    )
