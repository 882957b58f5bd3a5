"""Chinese text to phonemes."""

from pipeline.languages.zh.g2p.front_end import phonemes, pinyin, read, readings, simplify, unread

__all__ = ["phonemes", "pinyin", "read", "readings", "simplify", "unread"]
