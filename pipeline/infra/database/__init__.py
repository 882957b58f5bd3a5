"""What people wrote and what runs count: tables in a file of SQLite, or in PostgreSQL where several machines share them.

Queries are written once, in what both understand, with `?` for each value. Text may hold anything, also NUL and half
a surrogate pair. `Schema` says which tables there are; `open_database` gives the `Database` for a place.
"""

from pipeline.infra.database.opening import open_database
from pipeline.infra.database.tables import Content, Database, Row, Schema, Transaction, Value, damage_error

__all__ = ["Content", "Database", "Row", "Schema", "Transaction", "Value", "damage_error", "open_database"]
