"""Romance laws by their number and the last digits of their year: Ley 9/17."""

import re

from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table


def rules(base: str) -> list[NamedRule]:
    """To be applied before dates and fractions."""
    return [
        shared_rule(
            base,
            "a law by the last digits of its year",
            rf"(\b(?:{table(base)['laws']}),? (?:{table(base)['law_number']} )?\d{{1,5}})/(\d\d)(?![\w/-]|[.,]\d)",
            r"\1, \2",
            flags=re.IGNORECASE,
            es="Ley 9/17 -> Ley 9, 17",
            fr="décret 9/17 -> décret 9, 17",
            it="legge 9/17 -> legge 9, 17",
            pt="Lei 9/17 -> Lei 9, 17",
        ),
    ]
