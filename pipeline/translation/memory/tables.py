"""The memory's tables."""

from pipeline.infra.database import Schema

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
    ),
)
