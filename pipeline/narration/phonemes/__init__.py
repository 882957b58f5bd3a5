"""Front ends: text of one language in, the phonemes Kokoro knows out."""
