"""Front ends: text of one language in, the phonemes Kokoro knows out.

A language that needs rules of its own has them in a package `g2p` in its folder: `phonemes(text, tag)`, and where it has
more to say `read(text)` and `unread(text, tag)`. The others are said by eSpeak NG. `[g2p]` in `language.toml`
tells the rest: `version` counts the changes of a language's phonemes and spoken forms, `espeak` is eSpeak NG's name for
the voice that Kokoro learned, `needs` are packages, and `extra` says that an extra of that name brings them.
"""

from pipeline.languages.g2p.front_ends import available, lacking, phonemes, read, unread, version

__all__ = ["available", "lacking", "phonemes", "read", "unread", "version"]
