"""A busy engine is tried again, as often and as late as is polite."""

import pytest

from pipeline.errors import EngineBusy, EngineRefused
from pipeline.infra.retrying import retry


class Calls:
    def __init__(self, *errors):
        self.errors = list(errors)
        self.count = 0

    def __call__(self):
        self.count += 1
        if self.errors:
            raise self.errors.pop(0)
        return "말"


def busy(seconds=None):
    return EngineBusy("Busy.", "Wait.", seconds)


def test_a_call_that_succeeds_is_made_once():
    call, waited = Calls(), []
    assert retry(call, sleep=waited.append) == "말"
    assert (call.count, waited) == (1, [])


def test_waits_grow_and_end_with_success():
    waited = []
    assert retry(Calls(busy(), busy(), busy()), sleep=waited.append) == "말"
    assert waited == [1, 2, 4]


def test_an_engine_that_names_its_time_is_waited_for_but_never_over_a_minute():
    waited = []
    retry(Calls(busy(7), busy(3600)), sleep=waited.append)
    assert waited == [7, 60]


def test_the_last_attempt_says_why():
    call = Calls(*[busy() for _ in range(9)])
    with pytest.raises(EngineBusy):
        retry(call, attempts=3, sleep=lambda _: None)
    assert call.count == 3


def test_a_refusal_is_not_tried_again():
    call = Calls(EngineRefused("No.", "Stop."))
    with pytest.raises(EngineRefused):
        retry(call, sleep=lambda _: None)
    assert call.count == 1
