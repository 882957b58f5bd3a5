"""An object store (Amazon S3 and what speaks its language, Google Cloud Storage, Azure) for entries, by obstore.

Who asks is taken from the environment, by the names that obstore reads for each service. No answer of a server is
shown: it may repeat a key. What is told is its status and the name of its error.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import NotWritable, PublishError, SettingsError, WriteError
from pipeline.infra.remote_entries import full

if TYPE_CHECKING:
    from obstore.store import ObjectStore

_CONNECT_S = 3
_SILENCE_S = 6
"""Without a byte, after which a request is given up."""
_REQUEST_S = 60
_RETRIES_S = 8
"""Within which a request is tried again; so a store that is not there is known in about a quarter of a minute at most."""
_PART_BYTES = 8 << 20
"""What is larger is sent in parts."""
_BLOCK_BYTES = 1 << 20
_VARIABLES = {
    "s3": "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "gs": "GOOGLE_APPLICATION_CREDENTIALS",
    "az": "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
}
_NO_BUCKET = {"NoSuchBucket", "ContainerNotFound", "notFound", "InvalidBucketName"}
_CREDENTIALS = {
    "AuthenticationFailed", "ExpiredToken", "InvalidAccessKeyId", "InvalidToken", "RequestTimeTooSkewed", "SignatureDoesNotMatch",
}  # fmt: skip
"""Errors of S3 and Azure that mean who asks, not what: their published lists of error codes."""
_FULL = {"507", "QuotaExceeded", "XMinioStorageFull", "InsufficientStorage", "EntityTooLarge"}


class Bucket:
    """A `Place` that is a bucket, or what begins with a prefix in one."""

    def __init__(self, url: str) -> None:
        self.name = url
        self._objects = _connect(url)

    def read(self, name: str) -> Iterable[bytes] | None:
        """As `Place`."""
        with self._translating_errors():
            try:
                stream = self._objects.get(name).stream(min_chunk_size=_BLOCK_BYTES)
            except FileNotFoundError as error:
                self._see_bucket(error)
                return None
        return self._blocks(stream)

    def size(self, name: str) -> int | None:
        """As `Place`."""
        with self._translating_errors():
            try:
                return self._objects.head(name)["size"]
            except FileNotFoundError as error:
                self._see_bucket(error)
                return None

    def create(self, name: str, blocks: Iterable[bytes], size: int) -> bool:
        """As `Place`; of what is sent in parts, or where the service has no such condition, the last one stays."""
        from obstore.exceptions import AlreadyExistsError, GenericError, NotSupportedError

        if size > _PART_BYTES:
            return self._write_unless_there(name, blocks, size)
        content = b"".join(blocks)
        with self._translating_errors():
            try:
                self._objects.put(name, content, mode="create")
            except AlreadyExistsError:
                return False
            except (NotSupportedError, GenericError) as error:
                if isinstance(error, GenericError) and _status(error) != "501":
                    raise
                return self._write_unless_there(name, (content,), size)
        return True

    def write(self, name: str, blocks: Iterable[bytes], size: int) -> None:
        """As `Place`."""
        with self._translating_errors():
            if size > _PART_BYTES:
                self._objects.put(name, iter(blocks), chunk_size=_PART_BYTES, max_concurrency=2)
            else:
                self._objects.put(name, b"".join(blocks), use_multipart=False)

    def delete(self, name: str) -> None:
        """As `Place`."""
        with self._translating_errors():
            self._objects.delete(name)

    def names(self, folder: str) -> Sequence[str]:
        """As `Place`."""
        with self._translating_errors():
            return [each["path"] for some in self._objects.list(folder) for each in some]

    def sizes(self) -> dict[str, int]:
        """By name, how many bytes lie under it, of all that lies there."""
        with self._translating_errors():
            return {each["path"]: each["size"] for some in self._objects.list() for each in some}

    def publish(self, name: str, content: bytes | Path, headers: Mapping[str, str]) -> None:
        """Put what people are to get under `name`, all at once, with these headers of HTTP."""
        with self._translating_errors():
            self._objects.put(
                name, content, attributes=dict(headers), chunk_size=_PART_BYTES, max_concurrency=2
            )

    def _write_unless_there(self, name: str, blocks: Iterable[bytes], size: int) -> bool:
        if self.size(name) is not None:
            return False
        self.write(name, blocks, size)
        return True

    def _blocks(self, stream: Any) -> Iterator[bytes]:
        with self._translating_errors():
            for block in stream:
                yield bytes(block)

    def _see_bucket(self, error: Exception) -> None:
        """Raise when it is the bucket that is not there."""
        if _code(error) in _NO_BUCKET:
            raise error

    @contextmanager
    def _translating_errors(self) -> Iterator[None]:
        """Raises what obstore raises as our errors."""
        from obstore.exceptions import BaseError

        try:
            yield
        except (BaseError, FileNotFoundError) as error:
            raise _in_words(error, self.name) from None  # the cause may hold a key


def _connect(url: str) -> "ObjectStore":
    try:
        from obstore.exceptions import BaseError
        from obstore.store import from_url
    except ImportError as error:
        raise SettingsError(
            f"The store {url} needs the package obstore, which is not installed.",
            "Run: pip install 'manyvoices[cluster]'",
        ) from error
    make: Callable[..., ObjectStore] = from_url
    try:
        return make(url, client_options=_client_options(), retry_config=_retries())
    except (BaseError, ValueError):
        raise _unusable(url) from None


def _client_options() -> dict[str, Any]:
    """Without encryption only where the environment says so: obstore reads its permission from there no more once there are options."""
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL", "")
    allowed = os.environ.get("AWS_ALLOW_HTTP", "").lower() in ("1", "true")
    return {
        "allow_http": allowed or endpoint.startswith("http://"),
        "connect_timeout": timedelta(seconds=_CONNECT_S),
        "read_timeout": timedelta(seconds=_SILENCE_S),
        "timeout": timedelta(seconds=_REQUEST_S),
    }


def _retries() -> dict[str, Any]:
    backoff = {
        "init_backoff": timedelta(milliseconds=100),
        "max_backoff": timedelta(seconds=2),
        "base": 2,
    }
    return {"max_retries": 3, "retry_timeout": timedelta(seconds=_RETRIES_S), "backoff": backoff}


def _in_words(error: Exception, name: str) -> PublishError:
    from obstore.exceptions import PermissionDeniedError, UnauthenticatedError

    code, status = _code(error), _status(error)
    if code in _NO_BUCKET or isinstance(error, FileNotFoundError):
        return SettingsError(
            f"There is no bucket for the store {name}.", "Make it, or correct url in [store] of publish.toml."
        )
    if code in _CREDENTIALS or isinstance(error, UnauthenticatedError):
        return _refusal_error(name, code or status)
    if {code, status} & _FULL:
        return full(name)
    if isinstance(error, PermissionDeniedError):
        return NotWritable(
            f"The store {name} does not allow what was asked of it ({code or status or '403'}).",
            "Whoever publishes needs the right to read, write and delete there.",
        )
    if "Error performing" not in str(error):
        return _unusable(name)
    what = f"answered {status} {code}".strip() if status else "gave no answer"
    return WriteError(
        f"The store {name} {what}.",
        "Look whether it runs and can be reached from here, then run the same command again.",
    )


def _refusal_error(name: str, what: str) -> SettingsError:
    return SettingsError(
        f"The store {name} refused who asks ({what}).", f"Correct {_variables(name)} in the environment."
    )


def _unusable(name: str) -> SettingsError:
    return SettingsError(
        f"The store {name} cannot be opened.",
        f"Look at its address, and whether the environment has {_variables(name)}.",
    )


def _variables(name: str) -> str:
    return _VARIABLES.get(name.partition(":")[0], "what the service needs")


def _code(error: Exception) -> str:
    """The name that the service gives to its error: `<Code>` of S3 and Azure."""
    match = re.search(r"<Code>([A-Za-z]{1,60})</Code>", str(error))
    return match[1] if match else ""


def _status(error: Exception) -> str:
    match = re.search(r"status code: (\d{3})\b", str(error))
    return match[1] if match else ""
