"""Spanish numbers with what they count: un barco, veintiuna personas, doscientas mujeres."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.romance import agreement


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`: un barco, veintiuna personas, doscientas mujeres. Millions have a gender of their own."""
    said, noun = cardinal(digits, base), agreement.noun_of(after)
    said = re.sub(r"veintiuno (?=mil)", "veintiún ", re.sub(r"(?<!veinti)uno (?=mil)", "un ", said))
    if agreement.feminine(noun):
        millions, much, rest = said.rpartition("ones " if "ones " in said else "\0")
        return millions + much + re.sub(r"(cient|quinient)os\b", r"\1as", re.sub(r"uno$", "una", rest))
    if noun:
        return re.sub(r"veintiuno$", "veintiún", re.sub(r"(?<!veinti)uno$", "un", said))
    return said
