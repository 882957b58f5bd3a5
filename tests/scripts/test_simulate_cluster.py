"""The simulation of many machines waits as the theory of queues says."""

import random
import statistics
from collections.abc import Sequence
from typing import Any

import pytest


@pytest.fixture
def simulation(script: Any) -> Any:
    return script("simulate_cluster")


def arrivals(rate: float, count: int) -> Sequence[float]:
    now, came = 0.0, []
    for _ in range(count):
        now += random.expovariate(rate)
        came.append(now)
    return came


@pytest.mark.parametrize("load", [0.3, 0.6, 0.8])
def test_one_server_keeps_customers_waiting_as_pollaczek_and_khinchine_have_it(
    simulation: Any, load: float
) -> None:
    random.seed(3)
    came = arrivals(load, 60_000)
    through = simulation.served(came, 1.0, 1)
    waited = statistics.mean(out - at for out, at in zip(through, came, strict=True)) - 1
    variance = 1.2**2 / 12
    assert waited == pytest.approx(load * (1 + variance) / (2 * (1 - load)), rel=0.08)


def test_twice_as_many_servers_take_twice_as_many_customers_and_none_is_lost(simulation: Any) -> None:
    through = simulation.served([0.0] * 4_000, 1.0, 40)
    assert len(through) == 4_000
    assert max(through) == pytest.approx(100, rel=0.05)
    assert max(simulation.served([0.0] * 4_000, 1.0, 80)) == pytest.approx(50, rel=0.05)


@pytest.mark.parametrize("rate", [0.1, 5.0, 300.0])
def test_no_machine_is_busier_than_asked_and_one_less_would_be(simulation: Any, rate: float) -> None:
    costs = simulation.Costs(speaking=3.0, scheduling=0.01, encoding=0.1, conducting=0.02)
    size = simulation.fitting(rate, costs, 0.7)
    one = rate / size.clusters
    for servers, seconds in (
        (1, costs.scheduling),
        (size.workers, costs.speaking + costs.encoding),
        (size.conductors, costs.conducting),
    ):
        assert one * seconds / servers <= 0.7
        assert servers == 1 or one * seconds / (servers - 1) > 0.7
