"""Whether anything has changed since an article was made is asked of every installed package too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.app.unchanged import _libraries


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    _libraries.cache_clear()
    yield
    _libraries.cache_clear()


@pytest.mark.parametrize("kind", ["dist-info", "egg-info"])
def test_an_updated_package_counts_as_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / f"말소리-1.0.{kind}").mkdir()
    before = _libraries()
    assert any(name.startswith("click-") for name in before)
    (tmp_path / f"말소리-1.0.{kind}").rename(tmp_path / f"말소리-1.1.{kind}")
    _libraries.cache_clear()
    assert set(_libraries()) ^ set(before) == {f"말소리-1.0.{kind}", f"말소리-1.1.{kind}"}
