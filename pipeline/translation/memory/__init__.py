"""The translation memory: every accepted sentence, who made it, and how far it can be relied on.

One SQLite file, or a database of PostgreSQL that several machines share. What a person settled (`reviewed`, `final`)
wins over everything for ever, then what a person `edited`; a machine's words serve only whoever asks for that engine,
version and options. Several runs may use it at once, and a killed one loses nothing that was kept. Times in it say when
words were made, and are never renewed.
"""

from pipeline.translation.memory.translation_memory import Memory

__all__ = ["Memory"]
