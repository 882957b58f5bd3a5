"""German sums: francs that look like ladies, and euros before their sum."""

from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied before what all share."""
    return [
        rule("francs before their sum", r"\bFr\. ?(?=\d)", "CHF ", "Fr. 10 -> CHF 10"),
        rule(
            "francs behind their sum",
            r"(?<=\d)(?:\.[-–]{1,2})? ?Fr\.(?! ?[A-ZÄÖÜ][a-zäöü])",
            " CHF",
            "10 Fr. -> 10 CHF",
        ),
        rule(
            "euros before their sum",
            r"(?<![\d.] )\bEuro (\d+,\d\d)(?!\d| (?:Millionen|Mio|Milliarden|Mrd))",
            r"\1 €",
            "Euro 5,50 -> 5,50 €",
        ),
        rule("thousands of euros", r"(?<=\d) ?TEUR\b", " T€", "100 TEUR -> 100 T€"),
    ]
