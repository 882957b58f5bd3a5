"""Every input that the fuzzing began with or that once broke a reader is read, or refused in words."""

import importlib.util
import sys
import types
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.commands.outline import outline
from pipeline.errors import ArticleError
from pipeline.readers import read

SEEDS = sorted((Path(__file__).parent / "seeds").iterdir())
SCRIPT = Path(__file__).parents[2] / "scripts" / "fuzz_reading.py"


@pytest.fixture(scope="module")
def file_of() -> Callable[[bytes], tuple[str, bytes]]:
    """How the fuzzing makes a file of an input; without its engine, which not every machine has."""
    from contextlib import nullcontext

    engine = types.SimpleNamespace(instrument_imports=lambda include: nullcontext())
    spec = importlib.util.spec_from_file_location("fuzz_reading", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "atheris", engine)
        spec.loader.exec_module(module)
    made: Callable[[bytes], tuple[str, bytes]] = module.file_of
    return made


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name)
def test_an_odd_input_is_read_or_refused_in_words(
    seed: Path, tmp_path: Path, file_of: Callable[[bytes], tuple[str, bytes]]
) -> None:
    ending, content = file_of(seed.read_bytes())
    path = tmp_path / f"article.{ending}"
    path.write_bytes(content)
    with suppress(ArticleError):
        assert outline(*read(path))
