"""Japanese text to phonemes."""

from pipeline.languages.ja.g2p.front_end import phonemes, unknown, unread

__all__ = ["phonemes", "unknown", "unread"]
