"""Front end of Korean, which Kokoro never learned: the Standard Pronunciation in Kokoro's own phonemes.

The rules are those of 표준어 규정, part 2, 표준 발음법 (National Institute of Korean Language), one module a
chapter, named there by the number of their article. Where it leaves a choice, the form heard in the news is
taken. What no rule can tell from the letters alone stands in `words.toml`.
"""

from pipeline.languages.ko.g2p.front_end import phonemes, pronounce, read

__all__ = ["phonemes", "pronounce", "read"]
