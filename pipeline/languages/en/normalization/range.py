"""English ranges: to between two numbers."""

from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied before units and dates."""
    return [
        rule(
            "the same unit twice",
            r"(\d\s?(%|°[CF]?|km|kg|cm|mm|ft|mph|MW|GW))\s?[-–—]\s?(?=[-−]?\d[\d.]*\s?\2)",
            r"\1 to ",
            "5%-7% -> 5% to 7%",
        ),
        rule(
            "from decade to decade",
            r"(\d\d['’]?s)\s?[-–—]\s?(?=['’]?\d{2,4}['’]?s\b)",
            r"\1 to ",
            "1990s-2000s -> 1990s to 2000s",
        ),
        rule(
            "from quarter to quarter",
            r"\b([QH])([1-4])\s?[-–—]\s?\1?([1-4])\b",
            r"\1\2 to \1\3",
            "Q1-Q3 -> Q1 to Q3",
        ),
    ]


def ages() -> list[NamedRule]:
    """To be applied before decades."""
    return [
        rule(
            "people between two ages",
            r"(?<![\d.,$€£/-])(\d\d)\s?[-–]\s?(\d\d)s\b",
            r"\1 to \2 year-olds",
            "18-24s -> 18 to 24 year-olds",
        ),
    ]


def dashes() -> list[NamedRule]:
    """What is left with a dash between digits, when years are joined."""
    return [
        rule("from number to number", r"(?<=\d)\s?[-–—]\s?(?=\d)", " to ", "5-7 -> 5 to 7"),
    ]
