"""What `serve` says before it serves."""

import pytest

from pipeline.commands.serve import _show


@pytest.mark.parametrize(
    ("address", "on_terminal", "lines"),
    [
        ("http://192.0.2.7:8000/", True, 15),
        ("http://192.0.2.7:8000/", False, 1),
        ("http://127.0.0.1:8000/", True, 1),
        ("http://[::1]:8000/", True, 1),
    ],
)
def test_a_code_for_phones_is_shown_where_a_person_sees_it_and_a_phone_may_come(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    address: str,
    on_terminal: bool,
    lines: int,
) -> None:
    monkeypatch.setattr("pipeline.commands.serve.is_terminal", lambda out: on_terminal)
    _show(address)
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"Serving at {address} – Ctrl-C ends it."
    assert (len(told) >= lines) if lines > 1 else (len(told) == 1)
