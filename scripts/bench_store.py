"""Measure what a store elsewhere costs: keys looked for, entries put and got, and a run against one on a folder.

    AWS_ENDPOINT_URL=http://127.0.0.1:8333 AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=… AWS_REGION=us-east-1 \\
        python scripts/bench_store.py s3://bucket/bench [--delay-ms 20] [--keys 5000] [--sentences 60] [--speaker espeak]

With a delay each request to the endpoint that the environment names waits so long, as to a data centre far away. The run is one article of so
many sentences: from a folder, to an empty store, and on a machine that has nothing but finds all of it in the store.
"""

import argparse
import asyncio
import os
import secrets
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.app.publish import publish
from pipeline.config.choices import Doubtful
from pipeline.config.settings import Settings
from pipeline.document.events import Nobody
from pipeline.infra.shared_store import open_store
from pipeline.infra.store import key

SENTENCE_BYTES = 200_000
"""Of four seconds of speech at 24 kHz."""
SMALL_BYTES = 12


def main() -> None:
    """Print a line for each measurement."""
    given = _arguments()
    if given.delay_ms:
        _delay(given.delay_ms / 1000)
    url = f"{given.url}/{secrets.token_hex(4)}"
    with tempfile.TemporaryDirectory() as folder:
        _keys(Path(folder), url, given.keys)
        for size, count in ((SMALL_BYTES, 200), (SENTENCE_BYTES, 200)):
            _entries(Path(folder), url, size, count)
        _runs(Path(folder), url, given.sentences, given.speaker)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("url")
    parser.add_argument("--delay-ms", type=float, default=0)
    parser.add_argument("--keys", type=int, default=5000)
    parser.add_argument("--sentences", type=int, default=60)
    parser.add_argument("--speaker", default="espeak")
    return parser.parse_args()


def _keys(folder: Path, url: str, count: int) -> None:
    store = open_store(folder / "keys", url)
    store.check()
    keys = [key("nothing", 1, number=number) for number in range(count)]
    seconds = _seconds(lambda: store.absent(keys))
    one = _seconds(lambda: [store.exists(each) for each in keys[:50]]) / 50
    print(f"{count} keys looked for: {seconds:.2f} s; one by one {one * 1000:.1f} ms each")


def _entries(folder: Path, url: str, size: int, count: int) -> None:
    here, there = open_store(folder / "here", url), open_store(folder / f"there {size}", url)
    made = {key("entry", size, number=number): os.urandom(size) for number in range(count)}
    put = _seconds(lambda: [here.put_if_absent(own, data) for own, data in made.items()])
    got = _seconds(lambda: there.fetch(made))
    total = size * count / 1e6
    print(
        f"{count} entries of {size} bytes: put one by one {put / count * 1000:.1f} ms each ({total / put:.1f} MB/s), "
        f"fetched side by side in {got:.2f} s ({total / got:.1f} MB/s); faults: {len(here.new_faults())}"
    )


def _runs(folder: Path, url: str, sentences: int, speaker: str) -> None:
    article = folder / "article.md"
    text = " ".join(f"Boat number {number} reached the harbour at dawn." for number in range(sentences))
    article.write_text(f"# The harbour\n\n{text}\n", "utf-8")
    for machine, where in (
        ("a folder, to warm up", ""),
        ("a folder", ""),
        ("an empty store", url),
        ("a store that has all", url),
    ):
        settings = Settings(
            to=(),
            output=folder / machine / "output",
            store=folder / machine / "store",
            store_url=where,
            memory=folder / machine / "memory.sqlite",
            translator="marker",
            doubtful=Doubtful.ACCEPT,
            speaker=speaker,
        )
        processor = _processor_s()
        seconds = _seconds(lambda settings=settings: publish(article, settings, Nobody()))  # type: ignore[misc]
        print(
            f"{sentences} sentences by {speaker}, {machine}: {seconds:.1f} s, processor {_processor_s() - processor:.1f} s"
        )


def _processor_s() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _delay(seconds: float) -> None:
    """Stand between the program and its endpoint, and hand each request on so many seconds later."""
    behind = urlsplit(os.environ["AWS_ENDPOINT_URL"])
    ready = threading.Event()

    async def hand_on(source: asyncio.StreamReader, target: asyncio.StreamWriter, wait: float) -> None:
        last = 0.0
        while block := await source.read(1 << 16):
            if time.monotonic() - last > seconds / 10:  # else it is more of the same request
                await asyncio.sleep(wait)
            last = time.monotonic()
            target.write(block)
            await target.drain()
        target.close()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, out = await asyncio.open_connection(behind.hostname, behind.port)
        await asyncio.gather(hand_on(reader, out, seconds), hand_on(back, writer, 0), return_exceptions=True)

    async def serve() -> None:
        server = await asyncio.start_server(connect, "127.0.0.1", 0)
        os.environ["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        ready.set()
        await server.serve_forever()

    threading.Thread(target=lambda: asyncio.run(serve()), daemon=True).start()
    ready.wait()


if __name__ == "__main__":
    main()
