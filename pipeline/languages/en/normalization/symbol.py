"""Signs beside numbers in English text: more and less than, minus, plus, about, number, and groups of thousands."""

from pipeline.languages.normalization.rules import NamedRule, rule

_THAN = {"<": "less than", ">": "more than"}
_TENS = {"0": "tens", "00": "hundreds", "000": "thousands"}


def lists() -> list[NamedRule]:
    """To be applied before decimals."""
    return [
        rule(
            "digits between commas",
            r"(?<![\d,.])\d(?:,\d){2,9}(?![\d,]|\.\d)",
            lambda found: found.group().replace(",", ", "),
            "1,2,3 -> 1, 2, 3",
        ),
    ]


def letters() -> list[NamedRule]:
    """Names of languages for programs, and musical keys; to be applied before letters are spelled."""
    return [
        rule("a letter with a hash", r"\b([A-G])#(?!\w)", r"\1 sharp", "C# -> C sharp"),
        rule("a name that begins with a full stop", r"(?<![\w.])\.NET\b", "dot net", ".NET -> dot net"),
    ]


def grouped() -> list[NamedRule]:
    """Thousands parted otherwise than in English; to be applied before versions."""
    return [
        rule(
            "a number with full stops and a comma",
            r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+),(\d{1,2})(?![\d,])",
            lambda found: f"{found[1].replace('.', '')}.{found[2]}",
            "12.345,67 -> 12345.67",
        ),
        rule(
            "millions with full stops",
            r"(?<![\d.])\d{1,3}(?:\.\d{3}){2}(?!\.?\d)",
            lambda found: found.group().replace(".", ""),
            "1.000.000 -> 1000000",
        ),
        rule(
            "millions with spaces",
            r"(?<![\w.,+-])(?<!\d )\d{1,2}(?: \d{3}){2,4}(?![\w-]| \d|[.,]\d)",
            lambda found: found.group().replace(" ", ""),
            "1 234 567 -> 1234567",
        ),
        rule(
            "thousands with spaces",
            r"(?<![\d.,+-])\d{1,3}(?: \d{3})* 000(?! ?\d)",
            lambda found: found.group().replace(" ", ""),
            "10 000 -> 10000",
        ),
    ]


def comparisons() -> list[NamedRule]:
    """To be applied before money."""
    return [
        rule(
            "less or more than",
            r"(?<![-=<>])([<>])\s?(?=[\d.$€£])(?!\d+>)",
            lambda found: f" {_THAN[found[1]]} ",
            "<5 ->  less than 5",
        ),
    ]


def differences() -> list[NamedRule]:
    """To be applied before ranges."""
    return [
        rule("one number minus another", r"(?<=\d)\s?−\s?(?=\d)", " minus ", "5−3 -> 5 minus 3"),
    ]


def round_numbers() -> list[NamedRule]:
    """To be applied when decades are joined."""
    return [
        rule(
            "tens, hundreds and thousands",
            r"\b1(0|00|000)s(?= of\b)",
            lambda found: _TENS[found[1]],
            "100s of -> hundreds of",
        ),
    ]


def rules() -> list[NamedRule]:
    """What is left beside a number."""
    return [
        rule("a number with a hash", r"#\s?(?=\d)", "number ", "# 5 -> number 5"),
        rule("a number with no.", r"\b([Nn])o\.\s?(?=\d)", r"\1umber ", "No. 5 -> Number 5"),
        rule("and more", r"(?<=\d)\+", " plus ", "5+ -> 5 plus "),
        rule("about", r"~\s?(?=\d)", "about ", "~5 -> about 5"),
    ]
