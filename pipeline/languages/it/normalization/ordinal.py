"""Italian ordinals as typewriters have them."""

from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied before what all share."""
    return [rule("an ordinal with a circumflex", r"(?<=\d)\^(?=\s[a-zà]{3})", "ª", "3^ classe -> 3ª classe")]
