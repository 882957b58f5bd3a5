"""An offered model brought to this machine: resumed, unpacked within its size, compared with its digest."""

import shutil
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import zstandard

from pipeline.infra.http import transfer
from pipeline.translation.models.offer import Offer, RemoteFile
from pipeline.translation.models.source import LARGEST, SourceFailed

TRIES = 3
"""How often a file is asked for, the first time included, when a connection breaks off."""
_SLOWEST = 4_000
"""Bytes a second that a line must let through."""
_MOST_S = 3600.0
"""For one file."""
_BLOCK = 2**18

Told = Callable[[int], None]
"""Told the bytes of the offer that are here so far."""


def fetch(offer: Offer, folder: Path, progress: Told = lambda done: None, silence_s: float = 10.0) -> None:
    """Put the offer's files into `folder`, unpacked. What came of a file stays beside it, in `<folder>.packed`, when
    the rest did not, and the next try goes on from it.

    Raises `SourceFailed`, and `OSError` when the folder cannot be written.
    """
    parts = folder.with_name(f"{folder.name}.packed")
    parts.mkdir(exist_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    before = 0
    for file in offer.files:
        packed = parts / sha256(file.url.encode()).hexdigest()[:16]
        _bring(file, packed, silence_s, lambda done, before=before: progress(before + done))  # type: ignore[misc]
        before += packed.stat().st_size
        _unpack(file, packed, folder / file.name)


def _bring(file: RemoteFile, packed: Path, silence_s: float, progress: Told) -> None:
    size = file.size or LARGEST
    limits = transfer.Limits(size, _MOST_S, silence_s=silence_s, redirects=0, least_rate=_SLOWEST)
    if packed.exists() and packed.stat().st_size == file.size:
        return
    try:
        transfer.download(file.url, packed, limits, lambda done, total: progress(done), TRIES)
    except transfer.NoAnswer as error:
        raise SourceFailed(f"{file.name}: {error}", passing=error.passing) from error
    if file.size is not None and packed.stat().st_size != file.size:
        packed.unlink()
        raise SourceFailed(f"{file.name} has another size than its record says")


def _unpack(file: RemoteFile, packed: Path, place: Path) -> None:
    """The file itself at `place`; what is packed wrongly is thrown away, so that the next try begins anew."""
    digest, size = sha256(), 0
    try:
        with place.open("wb") as out:
            for block in _blocks(packed):
                size += len(block)
                if size > (file.unpacked or LARGEST):
                    raise SourceFailed(f"{file.name} is larger than its record says")
                digest.update(block)
                out.write(block)
        if file.unpacked is not None and size != file.unpacked:
            raise SourceFailed(f"{file.name} has another size than its record says")
        if file.digest and digest.hexdigest() != file.digest:
            raise SourceFailed(f"{file.name} is damaged: its digest is another one than its record's")
    except (zlib.error, zstandard.ZstdError) as error:
        packed.unlink()
        raise SourceFailed(f"{file.name} is not packed as it should be") from error
    except SourceFailed:
        packed.unlink()
        raise


def _blocks(packed: Path) -> Iterator[bytes]:
    """The content of a file that is packed by zstd or gzip, or not at all (a server may have unpacked it)."""
    with packed.open("rb") as file:
        head = file.read(4)
        file.seek(0)
        if head == zstandard.FRAME_HEADER:
            reader = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
            while block := reader.read(_BLOCK):
                yield block
        elif head[:2] == b"\x1f\x8b":
            yield from _gzip(iter(lambda: file.read(_BLOCK), b""))
        else:
            while block := file.read(_BLOCK):
                yield block


def _gzip(blocks: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(wbits=31)
    for block in blocks:
        yield unpacker.decompress(block, _BLOCK)
        while unpacker.unconsumed_tail:
            yield unpacker.decompress(unpacker.unconsumed_tail, _BLOCK)
    if not unpacker.eof:
        raise zlib.error("it ends too early")
