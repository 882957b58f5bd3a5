"""Thai telephone numbers, one digit after the other."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table
from pipeline.languages.th.normalization.cardinal import one_by_one


def rules() -> list[NamedRule]:
    """To be applied before dates and ranges."""
    return [
        rule(
            "a number behind the word for a telephone",
            rf"((?:{table('th')['phone']})\.?\s?:?\s?)(\+?\d[\d -]{{2,15}}\d)(?![\d.])",
            _verbalize,
            "โทร 1669 -> โทร หนึ่งหกหกเก้า",
        ),
        rule(
            "a telephone number",
            r"()(?<![\d.-])(0\d{1,2}-?\d{3}-?\d{4}|\+\d{2}[ -]\d{1,2}[ -]\d{3}[ -]\d{4})(?!\d)",
            _verbalize,
            "02-123-4567 -> ศูนย์สอง หนึ่งสองสาม สี่ห้าหกเจ็ด",
        ),
    ]


def _verbalize(found: re.Match[str]) -> str:
    groups = [one_by_one(group) for group in re.findall(r"\d+", found[2])]
    return f"{found[1]}{'บวก ' if '+' in found[2] else ''}{' '.join(groups)}"
