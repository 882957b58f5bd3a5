"""Russian signs that ask for a case behind them: <5 is меньше пяти."""

from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied before amounts are declined."""
    return [
        rule(
            "millions with full stops",
            r"(?<![\d.,])\d{1,3}(?:\.\d{3}){2,4}(?![.,]?\d)",
            lambda found: found.group().replace(".", ""),
            "1.000.000 -> 1000000",
        ),
        rule("less than a number", r"(?<![-=<>])\s?<\s?(?=\d)(?!\d+>)", " меньше ", "x < 5 -> x меньше 5"),
        rule("more than a number", r"(?<![-=<>\w])\s?>\s?(?=\d)(?!\d+>)", " больше ", "> 5 ->  больше 5"),
        rule("at least a number", r"\s?[≥⩾]\s?(?=\d)", " не менее ", "≥5 ->  не менее 5"),
        rule("at most a number", r"\s?[≤⩽]\s?(?=\d)", " не более ", "≤ 5 ->  не более 5"),
        rule("about a number", r"(?<![\w])~\s?(?=\d)", "около ", "~5 -> около 5"),
        rule("the number of a thing", r"(?<!№)№\s?(?=\d)", "номер ", "№5 -> номер 5"),
    ]
