"""A text without what looks like amounts and is none, and with one sign for words such as per cent."""

import re

from pipeline.languages.numbers import Grammar

_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]+", re.ASCII)
_POWER = re.compile(r"(?<=\bkm)[23]\b|(?<=\bcm)[23]\b|(?<=\bm)[23]\b")


def mask(text: str, grammar: Grammar) -> str:
    """`text` as the amounts are sought in, as long as before."""
    for pattern in (_ADDRESS, grammar.masks):
        if pattern:
            text = pattern.sub(lambda found: " " * len(found[0]), text)
    text = _POWER.sub(lambda found: {"2": "²", "3": "³"}[found[0]], text)
    if grammar.percent:
        text = grammar.percent.sub(lambda found: "%".ljust(len(found[0])), text)
    return text
