"""The database for a place: what PostgreSQL needs is loaded only where its address says so."""

from pathlib import Path

from pipeline.config.database_url import MemoryPlace
from pipeline.errors import SettingsError
from pipeline.infra.database.sqlite_database import SqliteDatabase
from pipeline.infra.database.tables import Database, Schema


def open_database(place: MemoryPlace, schema: Schema, *, patient: bool = False) -> Database:
    """The tables of `schema` at `place`; nothing is opened or made before it is asked.

    A server that is away is waited for if it was there before or whoever asks is `patient`, which is for places that were
    found to be right.

    Raises `SettingsError` where PostgreSQL is named and the library for it is not installed.
    """
    if isinstance(place, Path):
        return SqliteDatabase(place, schema)
    try:
        from pipeline.infra.database.postgres_database import PostgresDatabase
    except ImportError as error:
        raise SettingsError(
            f"{schema.title} is to be in PostgreSQL ({place}), and the library for it is not installed.",
            "Run: pip install -e '.[cluster]'",
        ) from error
    return PostgresDatabase(place, schema, patient=patient)
