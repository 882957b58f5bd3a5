"""Front end of English: eSpeak NG's phonemes, and homographs by their part in the sentence."""

from pipeline.languages.en.g2p.front_end import phonemes

__all__ = ["phonemes"]
