"""Brazilian scores with an x, which is no multiplication: Brasil 3 x 1 Chile."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule

_GOALS = r"(\d{1,2}) ?[xX] ?(\d{1,2})(?![\w%°]|[.,]\d| ?[=xX×]| ?(?:m|cm|mm|km|metros?|cent[ií]metros?|reais|juros|parcelas|casas|é|são|dá|dão)\b)"
_WON = (
    "venceu|vence|vencer|vencendo|ganhou|ganha|ganhar|ganhando|perdeu|perde|perder|perdendo|empatou|empata|empatar|empatando|empate|empates"
    "|derrotou|derrota|derrotar|goleou|goleia|goleada|bateu|vitória|triunfo|placar|resultado|jogo|partida|virada|virou|fez|marcou|abriu"
)


def rules() -> list[NamedRule]:
    """To be applied before products; behind a word of sport, or between two names."""
    return [
        rule(
            "a score behind a word of sport",
            rf"(\b(?:{_WON})\b[^\d.;:]{{0,40}}?\b(?:por|em|de|para|com|os?|a|foi)) {_GOALS}",
            r"\1 \2 a \3",
            "ganhou por 3 x 1 -> ganhou por 3 a 1",
            re.IGNORECASE,
        ),
        rule(
            "a score between two names",
            rf"(\b[A-ZÀ-Þ][\w-]*[a-zà-ÿ]{{2}} ){_GOALS}(?= [A-ZÀ-Þ][a-zà-ÿ]{{2}})",
            r"\1\2 a \3",
            "Brasil 3 x 1 Chile -> Brasil 3 a 1 Chile",
        ),
        rule(
            "a score for one of two",
            rf"(?<![\w.,]){_GOALS}(?= para (?:[oa]s? )?[A-ZÀ-Þ])",
            r"\1 a \2",
            "2x0 para o Flamengo -> 2 a 0 para o Flamengo",
        ),
    ]
