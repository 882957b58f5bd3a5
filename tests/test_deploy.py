"""The recipes of `deploy/`: what they call exists, is spelled as it is, and shows nothing to the world."""

import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from cli import cli
from pipeline.config.option_descriptions import options

DEPLOY = Path(__file__).parents[1] / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
KUBERNETES = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text("utf-8")))
UNIT = (DEPLOY / "manyvoices-queue.service").read_text("utf-8")
CONTAINER = (DEPLOY / "Containerfile").read_text("utf-8")


def containers(value: Any) -> Iterator[dict[str, Any]]:
    """All containers of a manifest, wherever they stand."""
    if isinstance(value, dict):
        yield from value.get("containers", ())
        for each in value.values():
            yield from containers(each)
    elif isinstance(value, list):
        for each in value:
            yield from containers(each)


def calls() -> list[list[str]]:
    """Every command line of the recipes."""
    services = [service.get("command", "") for service in COMPOSE["services"].values()]
    made = [shlex.split(each) for each in services if each.startswith(("manyvoices", "dask"))]
    made += [[str(word) for word in each["args"]] for each in containers(KUBERNETES)]
    started = re.findall(r"^ExecStart=\S*/(manyvoices .*)$", UNIT, re.MULTILINE)
    return [*made, *map(shlex.split, started)]


def test_what_is_called_takes_the_options_that_it_is_given() -> None:
    ours = [each for each in calls() if each[0] == "manyvoices"]
    assert len(ours) == 3
    for _, name, *arguments in ours:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        command.make_context(name, arguments)  # raises for an option that there is not
    for _, name, *arguments in (each for each in calls() if each[0] == "dask"):
        command = import_module(f"distributed.cli.dask_{name}").main
        command.make_context(name, list(arguments))


def test_workers_have_one_thread_and_find_our_modules() -> None:
    of_dask = [each for each in calls() if each[0] == "dask"]
    assert len(of_dask) == 5
    for each in of_dask:
        assert each[each.index("--preload") + 1] == "manyvoices.node"
        if each[1] == "worker":
            assert each[each.index("--preload-nanny") + 1] == "manyvoices.node"
            assert each[each.index("--nthreads") + 1] == "1"
    import_module("manyvoices.node")


def named_variables() -> set[str]:
    text = "".join(path.read_text("utf-8") for path in DEPLOY.iterdir() if path.is_file())
    return set(re.findall(r"\bMANYVOICES_[A-Z_]+", text))


def test_every_variable_is_an_option() -> None:
    named = {name.removeprefix("MANYVOICES_").lower() for name in named_variables()}
    assert {"scheduler", "store_url", "memory"} <= named
    assert named <= options().keys()


def test_nothing_is_open_but_on_this_machine() -> None:
    ports = [port for service in COMPOSE["services"].values() for port in service.get("ports", ())]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert all(
        each["spec"].get("type", "ClusterIP") == "ClusterIP"
        for each in KUBERNETES
        if each["kind"] == "Service"
    )
    assert KUBERNETES[0]["spec"]["scheduler"]["service"]["type"] == "ClusterIP"


def test_no_password_is_written_down() -> None:
    kept = [value for service in COMPOSE["services"].values() for name, value in service.get("environment", {}).items()
            if re.search("SECRET|PASSWORD", name)]  # fmt: skip
    assert kept
    assert all(value.startswith("${") and ":?" in value for value in kept)
    variables = [variable for each in containers(KUBERNETES) for variable in each.get("env", ())]
    assert not [each for each in variables if re.search("KEY|SECRET|PASSWORD", each["name"])]


@pytest.mark.parametrize("path", ["constraints.txt"])
def test_the_container_is_built_of_what_is_here(path: str) -> None:
    root = DEPLOY.parent
    assert path in CONTAINER
    assert (root / path).is_file()
    extras = re.search(r"'\.\[([\w,]+)\]'", CONTAINER)
    assert extras
    declared = (root / "pyproject.toml").read_text("utf-8")
    assert all(f"\n{extra} = [" in declared for extra in extras[1].split(","))
    assert CONTAINER.count("\nFROM ") == 2
    assert "\nUSER manyvoices\n" in CONTAINER
