"""Numbers of a run for Prometheus, served on this machine while a command lasts, by Prometheus' own client.

The client is imported only where a port is named. Names follow https://prometheus.io/docs/practices/naming/.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

from pipeline.errors import AddressInUse, SettingsError

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

HERE = "127.0.0.1"


class Meter:
    """What is counted of a run. This one counts nothing; it is the base of the one that does. For several threads."""

    def answered(self, engine: str, sentences: int) -> None:
        """A translator answered for so many sentences."""

    def spoken(self, engine: str, seconds: float) -> None:
        """A sentence was spoken; `seconds` are those of its sound."""

    def failed(self, engine: str, exit_code: int) -> None:
        """An engine gave nothing for a question or a sentence, however often it was asked."""

    def looked_up(self, hits: int, misses: int) -> None:
        """Of an edition, so many sentences lay spoken in the store, and so many did not."""

    def edition(self, exit_code: int = 0) -> None:
        """An edition is in its place, or failed."""

    def article_failed(self, exit_code: int) -> None:
        """Of an article no edition could be begun."""


UNMETERED = Meter()


@contextmanager
def metered(port: int, waiting: Callable[[], int]) -> Iterator[Meter]:
    """What counts for a block, served at `port` of this machine; without a port nothing is.

    `waiting` tells how many articles wait, whenever Prometheus asks. Raises `SettingsError` without Prometheus' client, and
    `AddressInUse`.
    """
    if not port:
        yield UNMETERED
        return
    try:
        from prometheus_client import CollectorRegistry, disable_created_metrics, make_wsgi_app
    except ImportError as error:
        raise SettingsError(
            f"--metrics {port} needs the package prometheus-client, which is not installed.",
            "Run: pip install 'manyvoices[metrics]'",
        ) from error
    from pipeline.infra.metrics_server import listen

    disable_created_metrics()  # type: ignore[no-untyped-call]
    registry = CollectorRegistry()
    meter = _Counters(registry, waiting)
    try:
        server = listen(HERE, port, make_wsgi_app(registry))
    except OSError as error:
        raise AddressInUse(
            f"The metrics cannot be served at port {port} of this machine: {error.strerror}.",
            "Choose another with --metrics PORT; each run needs one of its own.",
        ) from error
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield meter
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Counters(Meter):
    """Counts for Prometheus."""

    def __init__(self, registry: "CollectorRegistry", waiting: Callable[[], int]) -> None:
        from prometheus_client import Counter, Gauge

        def counter(name: str, help: str, *labels: str) -> Counter:
            return Counter(f"manyvoices_{name}", help, labels, registry=registry)

        self._translated = counter("sentences_translated", "Sentences that a translator answered.", "engine")
        self._spoken = counter("sentences_spoken", "Sentences that were spoken.", "engine")
        self._seconds = counter("speech_seconds", "Seconds of speech that were made.", "engine")
        self._failures = counter(
            "engine_failures",
            "Questions and sentences for which an engine gave nothing.",
            "engine",
            "exit_code",
        )
        self._editions = counter(
            "editions", "Editions that are in their places (exit_code 0), or failed.", "exit_code"
        )
        self._articles = counter(
            "articles_failed", "Articles of which no edition could be begun.", "exit_code"
        )
        self._hits = counter("store_hits", "Sentences whose sound lay in the store.")
        self._misses = counter("store_misses", "Sentences whose sound had to be made.")
        queue = Gauge("manyvoices_articles_waiting", "Articles that wait to be begun.", registry=registry)
        queue.set_function(waiting)

    def answered(self, engine: str, sentences: int) -> None:
        self._translated.labels(engine).inc(sentences)

    def spoken(self, engine: str, seconds: float) -> None:
        self._spoken.labels(engine).inc()
        self._seconds.labels(engine).inc(seconds)

    def failed(self, engine: str, exit_code: int) -> None:
        self._failures.labels(engine, exit_code).inc()

    def looked_up(self, hits: int, misses: int) -> None:
        self._hits.inc(hits)
        self._misses.inc(misses)

    def edition(self, exit_code: int = 0) -> None:
        self._editions.labels(exit_code).inc()

    def article_failed(self, exit_code: int) -> None:
        self._articles.labels(exit_code).inc()
