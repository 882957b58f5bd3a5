"""Romance weekdays that are shortened: before a day of a month, and from one to another."""

import re

from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"


def rules(base: str) -> list[NamedRule]:
    """To be applied before dates. Without a month behind them, or another weekday, they may be the sea, a house or seconds."""
    names = table(base)
    weekdays: dict[str, str] = dict(zip(str(names["short_weekdays"]).split(), names["weekdays"], strict=True))
    short = "|".join(weekdays)
    month = rf"(?:(?:de )?(?:{names['month_names']})\b|/ ?(?:0?[1-9]|1[0-2])(?!\d))"

    def span(found: re.Match[str]) -> str:
        joint = found[2] or found[3]
        said = joint if joint.strip().isalpha() else f" {names['range']} "
        return weekdays[found[1].lower()] + said + weekdays[found[4].lower()]

    return [
        shared_rule(
            base,
            "a weekday shortened before its date",
            rf"(?<!\w)(?<!\d )(?!(?<=[^\W\d_] )(?:{names['weekdays_like_words']}) )({short})\.?(?=,? {_DAY}(?:er|\.?[º°])?\s?{month})",
            lambda found: weekdays[found[1].lower()],
            flags=re.IGNORECASE,
            es="mar. 5 de abril -> martes 5 de abril",
            fr="mer. 3 avril -> mercredi 3 avril",
            it="ven. 3 maggio -> venerdì 3 maggio",
            pt="sex., 5/3 -> sexta, 5/3",
        ),
        shared_rule(
            base,
            "from one weekday shortened to another",
            rf"(?<![\w-])(?<!\d )({short})(?:\.( ?[-–/] ?| (?:a|al|y|e|au|et|à) )|( ?[-–] ?))({short})(?!\w|-)(?:\.(?!$| (?-i:[A-ZÀ-Þ])))?",
            span,
            flags=re.IGNORECASE,
            es="lun.-vie. 9 -> lunes a viernes 9",
            fr="lun.-ven. 9 -> lundi à vendredi 9",
            it="lun. e ven. 9 -> lunedì e venerdì 9",
            pt="seg. a sex. 9 -> segunda a sexta 9",
        ),
    ]
