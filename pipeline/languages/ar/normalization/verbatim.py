"""What is shortened in Arabic by a letter that ends other words too."""

from pipeline.languages.normalization.rules import NamedRule, rule


def letters() -> list[NamedRule]:
    """To be applied before numbers in words."""
    return [
        rule("an engineer", r"(?<!\w)م\. (?=[ء-ي]{2})", "المهندس ", "م. أحمد -> المهندس أحمد"),
    ]
