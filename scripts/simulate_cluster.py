"""How many machines so many articles a day take, and how long one waits for its editions: a simulation by measured figures.

    python scripts/simulate_cluster.py [--articles 100,1000,10000,100000] [--languages 5] [--busy 0.7] [--hours 4] [--speed 2.0] …

Articles come in by chance, in the busiest hours of a day, first come, first served. Each has some sentences, and each sentence of each edition passes
the scheduler, which does one thing at a time, a worker, which speaks and encodes it, and the conductor, which joins what was encoded and
writes books and pages. An article is out when that was done of its last sentence. No more of any machine is taken than keeps it `--busy` so much of the time; one cluster is one scheduler with what it
can feed, and several are alike. What is not in it: see docs/scale.md.
"""

import heapq
import math
import random
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

DAY_S, HOUR_S = 86_400, 3_600
PEAK = 2.5
"""The busiest hours of a newsroom's day, of the day's mean; assumed."""
MEDIAN_SENTENCES, SPREAD = 27, 0.55
"""Sentences of an article, log-normal: 62 news articles have 32 each on the average."""
STORE_REQUESTS = 4
"""A sentence (docs/scale.md)."""
STORE_BYTES_S = 0.2e9 / HOUR_S
"""A second of speech (docs/scale.md)."""
SHARES = 0.5, 0.95
"""Of all articles, out by then."""


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds of processor time of one sentence."""

    speaking: float
    scheduling: float
    encoding: float
    conducting: float
    """Joining what was encoded, books and pages: its share."""

    @property
    def working(self) -> float:
        """Of a worker."""
        return self.speaking + self.encoding

    @property
    def whole(self) -> float:
        """Of all."""
        return self.working + self.scheduling + self.conducting


@dataclass(frozen=True, slots=True)
class Size:
    """Of one cluster, and how many of them there are."""

    clusters: int
    workers: int
    conductors: int
    """Their cores."""


def main() -> None:
    """Simulate each number of articles, and print its row."""
    asked = _asked()
    costs = Costs(asked.sound / asked.speed, asked.scheduling, asked.encoding, asked.conducting)
    random.seed(asked.seed)
    print(
        "| articles a day | workers | conductors' cores | clusters | sentences a second | out in (median, 95 %) "
        "| processor hours a day | store a day, requests a second |\n|" + " --: |" * 8
    )
    for articles in asked.articles:
        print(_row(articles, asked, costs), flush=True)


def _asked() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=_numbers, default=(100, 1_000, 10_000, 100_000))
    parser.add_argument("--languages", type=int, default=5, help="editions of each")
    parser.add_argument(
        "--busy", type=float, default=0.7, help="share of the time, in the busiest hours, at most"
    )
    parser.add_argument("--hours", type=float, default=4, help="simulated")
    parser.add_argument("--sound", type=float, default=5.4, help="seconds of sound a sentence")
    parser.add_argument(
        "--speed", type=float, default=2.0, help="seconds of sound that a worker's core speaks in one"
    )
    parser.add_argument("--scheduling", type=float, default=0.010, help="seconds a task")
    parser.add_argument("--encoding", type=float, default=0.13, help="a worker's seconds a sentence")
    parser.add_argument("--conducting", type=float, default=0.02, help="the conductor's seconds a sentence")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def _numbers(text: str) -> Sequence[int]:
    return [int(each) for each in text.split(",")]


def _row(articles: int, asked: Namespace, costs: Costs) -> str:
    each = MEDIAN_SENTENCES * math.exp(SPREAD**2 / 2) * asked.languages
    mean = articles * each / DAY_S
    size = fitting(mean * PEAK, costs, asked.busy)
    waits = sorted(_waits(articles / size.clusters, asked, size, costs))
    hours = mean * DAY_S * costs.whole / HOUR_S
    store = mean * DAY_S * asked.sound * STORE_BYTES_S / 1e9
    out = ", ".join(_minutes(waits[int(share * (len(waits) - 1))]) for share in SHARES)
    return (
        f"| {articles:,} | {size.clusters * size.workers:,} | {size.clusters * size.conductors:,} | {size.clusters} | {mean * PEAK:.1f} | {out} "
        f"| {hours:,.0f} | {store:,.1f} GB, {mean * PEAK * STORE_REQUESTS:,.0f} |"
    )


def fitting(rate: float, costs: Costs, busy: float) -> Size:
    """The smallest size that is not busier than `busy` at so many sentences a second."""
    clusters = math.ceil(rate * costs.scheduling / busy)
    one = rate / clusters
    return Size(clusters, math.ceil(one * costs.working / busy), math.ceil(one * costs.conducting / busy))


def _waits(articles: float, asked: Namespace, size: Size, costs: Costs) -> Iterator[float]:
    """Of each article of one cluster, the seconds from its coming to its last edition; of those that come after the first quarter, when queues are filled."""
    came = list(_arrivals(articles * PEAK / DAY_S, asked.hours * HOUR_S))
    sentences = [(number, at) for number, at in enumerate(came) for _ in range(_length() * asked.languages)]
    at = [each for _, each in sentences]
    for seconds, servers in (
        (costs.scheduling, 1),
        (costs.working, size.workers),
        (costs.conducting, size.conductors),
    ):
        at = served(at, seconds, servers)
    last = [0.0] * len(came)
    for (number, _), out in zip(sentences, at, strict=True):
        last[number] = max(last[number], out)
    skipped = len(came) // 4
    yield from (out - began for out, began in zip(last[skipped:], came[skipped:], strict=True))


def _arrivals(rate: float, seconds: float) -> Iterator[float]:
    """Times at which articles come; a hundred at least, however long that takes."""
    now, count = 0.0, 0
    while now < seconds or count < 100:
        now += random.expovariate(rate)
        count += 1
        yield now


def _length() -> int:
    return max(1, round(random.lognormvariate(math.log(MEDIAN_SENTENCES), SPREAD)))


def served(arrivals: Sequence[float], seconds: float, servers: int) -> list[float]:
    """When each is through, of `arrivals` that are served in the order in which they come by `servers` that take about `seconds`,
    longer and shorter ones as sentences are."""
    free = [0.0] * servers
    through = [0.0] * len(arrivals)
    for number in sorted(range(len(arrivals)), key=arrivals.__getitem__):
        begins = max(heapq.heappop(free), arrivals[number])
        through[number] = begins + seconds * random.uniform(0.4, 1.6)
        heapq.heappush(free, through[number])
    return through


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.1f} min"


if __name__ == "__main__":
    main()
