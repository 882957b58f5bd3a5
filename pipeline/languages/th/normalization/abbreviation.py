"""Thai abbreviations, and ๆ, which says the word before it again."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

THAI = "ก-๎"
"""A character class of Thai letters and their signs."""
_SHORT = 2
"""Letters and full stops of an abbreviation that ends any word too: จ."""


def rules() -> list[NamedRule]:
    """The long ones anywhere, the short ones where no word goes on before them; those of units are left to their numbers."""
    names = table("th")["abbreviations"]
    sizes = sorted(names, key=len, reverse=True)
    long = "|".join(re.escape(each) for each in sizes if len(each) > _SHORT)
    short = "|".join(re.escape(each) for each in sizes if len(each) <= _SHORT)
    return [
        rule(
            "an abbreviation",
            rf"(?:{long})(?!\.?[{THAI}]\.)",
            lambda found: names[found.group()],
            "ปีพ.ศ. 2567 -> ปีพุทธศักราช 2567",
        ),
        rule(
            "an abbreviation of one letter",
            rf"(?<![{THAI}.\d])(?:{short})(?=\s?[{THAI}])",
            lambda found: names[found.group()],
            "อ.เมือง -> อำเภอเมือง",
        ),
        _repeated(),
    ]


def _repeated() -> NamedRule:
    """Behind a word that is not known the sign is left out."""
    words = "|".join(sorted(table("th")["repeated"].split(), key=len, reverse=True))
    return rule(
        "a word that is said again",
        rf"({words})?\s?ๆ",
        lambda found: found[1] * 2 if found[1] else "",
        "เด็ก ๆ -> เด็กเด็ก",
    )
