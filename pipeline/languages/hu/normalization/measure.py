"""Hungarian units, signs and sums with an ending: 5%-kal, 10 km-es, 500 Ft-ot."""

import re

from pipeline.languages.hu.normalization.suffix import WRITTEN, attach
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table


def rules() -> list[NamedRule]:
    """To be applied when times are said."""
    names = {unit: name for unit, name in table("hu")["units"].items() if isinstance(name, str)}
    names |= {sign: said[0] for sign, said in table("hu")["currencies"].items()}
    sign = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return [
        rule(
            "a unit with an ending",
            rf"(?<=\d)\s?({sign}){WRITTEN}",
            lambda found: f" {attach(names[found[1]], found[2])}",
            "5%-kal -> 5 százalékkal",
        ),
    ]
