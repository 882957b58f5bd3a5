"""Spanish centuries, which are counted and not ordered."""

from pipeline.languages.normalization.rules import NamedRule, rule


def letters() -> list[NamedRule]:
    """Short for centuries (ss., which the table has written out as siguientes too); to be applied before what all share."""
    return [
        rule("a century, shortened", r"(?<!\w)s\. ?(?=[IVX]+\b)", "siglo ", "s. XXI -> siglo XXI"),
        rule(
            "centuries, shortened",
            r"(?<!\w)siguientes (?=[IVX]+\b)",
            "siglos ",
            "siguientes XV y XVI -> siglos XV y XVI",
        ),
    ]
