"""French sums: an apostrophe before euros."""

from pipeline.languages.normalization.rules import NamedRule, rule


def letters() -> list[NamedRule]:
    """To be applied when sums are said."""
    return [
        rule(
            "millions of euros",
            r"(milli(?:on|ard)s? )de (?=euro)",
            r"\1d'",
            "deux millions de euros -> deux millions d'euros",
        ),
    ]
