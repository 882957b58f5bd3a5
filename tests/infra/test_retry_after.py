"""How long a server asks to be left alone, however it writes that down."""

from datetime import UTC, datetime

import pytest

from pipeline.config.tables import Limits
from pipeline.errors import EngineBusy, EngineRefused
from pipeline.infra.circuit_breaker import CircuitBreaker
from pipeline.infra.http.retry_after import LONGEST_S, wait

NOW = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("120", 120.0),
        (" 7 ", 7.0),
        ("Tue, 05 Mar 2024 12:01:30 GMT", 90.0),
        ("Tue, 05 Mar 2024 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("9" * 400, LONGEST_S),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_S),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", None),
    ],
)
def test_a_number_and_a_date_are_understood_and_anything_else_says_nothing(
    header: str | None, seconds: float | None
) -> None:
    assert wait(header, lambda: NOW) == seconds


def test_an_engine_that_asks_for_endless_patience_is_given_up() -> None:
    breaker = CircuitBreaker("marker", Limits(), lambda: 0.0)
    breaker.given_up(EngineBusy("The server is busy.", "", wait("9" * 400)))
    with pytest.raises(EngineRefused, match="left alone"):
        breaker.enter()
