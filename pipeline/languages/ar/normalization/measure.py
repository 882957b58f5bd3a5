"""Two of a unit in Arabic, which is the dual without a number."""

from pipeline.languages.normalization.rules import NamedRule, rule

_PAIRS = {
    "كم": "كيلومترين", "كلم": "كيلومترين", "سم": "سنتيمترين", "كغ": "كيلوغرامين", "كجم": "كيلوغرامين", "كلغ": "كيلوغرامين",
}  # fmt: skip


def rules() -> list[NamedRule]:
    """To be applied before other units."""
    return [
        rule(
            "two of a unit",
            rf"(?<![\d.,/])2 ?({'|'.join(_PAIRS)})(?!\w|\s?/)",
            lambda found: _PAIRS[found[1]],
            "2 كم -> كيلومترين",
        ),
    ]
