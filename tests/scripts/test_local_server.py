"""Servers for tests and measurements: one that never answers is told, and waited for no longer."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import uvicorn


def test_a_server_that_ends_before_it_answers_is_told(
    script: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(uvicorn.Server, "run", lambda server: None)
    with (
        pytest.raises(SystemExit, match="ended before it answered"),
        script("local_server").serving(tmp_path),
    ):
        pass


def test_a_folder_is_served_for_a_block(script: Callable[[str], Any], tmp_path: Path) -> None:
    with script("local_server").serving(tmp_path) as address:
        assert address.startswith("http://127.0.0.1:")
