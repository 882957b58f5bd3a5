"""The keys of servers, which lie in the environment: a setting names the variable, and never holds the key."""

from collections.abc import Iterator, Mapping

from pipeline.config.tables import Server
from pipeline.errors import SettingsError


def key_in(environment: Mapping[str, str], table: str, variable: str) -> str:
    """The key in the `variable` that [table] key_variable names; empty when it names none.

    Raises `SettingsError` where there is none, or what cannot be one. Neither key nor variable is ever shown.
    """
    key = environment.get(variable, "").strip()
    if variable and not (key and key.isascii() and key.isprintable()):
        fault = "holds what cannot be a key" if key else "is not set"
        raise SettingsError(
            f"The environment variable that [{table}] key_variable names {fault}.", "Set it, and run again."
        )
    return key


def key_faults(servers: Mapping[str, Server], environment: Mapping[str, str]) -> Iterator[SettingsError]:
    """What is wrong with the keys of these servers, by their tables' names."""
    for table, server in servers.items():
        try:
            key_in(environment, table, server.key_variable)
        except SettingsError as error:
            yield error
