"""The memory's tables."""

from pipeline.infra.database import Content, Schema

# fmt: off
ENTRY = (
    "source_language", "target_language", "source", "source_codes", "target", "target_codes", "standing",
    "engine", "version", "options", "article", "block", "before", "who", "made", "part",
)
# fmt: on
"""The columns that say what an entry is."""
MEMORY = Schema(
    name="memory",
    mark=0x6D766D65,  # mvme
    title="The translation memory",
    migrations=(
        """
        CREATE TABLE entry (
            id {number},
            identity {bytes} NOT NULL UNIQUE,
            key {bytes} NOT NULL,
            source_language TEXT NOT NULL,
            target_language TEXT NOT NULL,
            source TEXT NOT NULL,
            source_codes TEXT NOT NULL,
            target TEXT NOT NULL,
            target_codes TEXT NOT NULL,
            standing TEXT NOT NULL,
            engine TEXT NOT NULL,
            version TEXT NOT NULL,
            options TEXT NOT NULL,
            article TEXT NOT NULL,
            block TEXT NOT NULL,
            before TEXT NOT NULL,
            who TEXT NOT NULL,
            made TEXT NOT NULL,
            part INTEGER NOT NULL
        );
        CREATE INDEX entry_by_key ON entry (key);
        CREATE INDEX entry_by_languages ON entry (source_language, target_language, engine);
        """,
        """
        CREATE TABLE glossary (
            place TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            content {bytes} NOT NULL,
            made TEXT NOT NULL
        )
        """,
    ),
    contents=(
        Content("entry", ("identity", "key", *ENTRY), number="id"),
        Content("glossary", ("place", "name", "content", "made")),
    ),
)
