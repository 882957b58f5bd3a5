"""A newsroom's own style over that of the pages: colours that can be read, a typeface, a logo."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from importlib.resources import files
from pathlib import Path

from pipeline.config.tables import Colours, Theme
from pipeline.errors import SettingsError

_READABLE, _SEEN = 4.5, 3.0
"""WCAG 2.2, 1.4.3 for words and 1.4.11 for what is no word."""
_INKS = {
    **{(ink, paper): _READABLE for ink in ("text", "quiet", "link") for paper in ("ground", "panel")},
    ("marked", "mark"): _READABLE,
    ("edge", "ground"): _SEEN,
}
"""What stands on what, and the contrast that it needs."""
_LOGOS = (".svg", ".png", ".jpg", ".webp")
_LARGEST_LOGO = 200_000
_NIGHT = "prefers-color-scheme: dark"
_DAY = f"not all and ({_NIGHT})"

Palette = Mapping[str, str]
"""Colours by name, `#rrggbb`."""


def check_theme(theme: Theme) -> None:
    """Raise one `SettingsError` for all of the theme that cannot be followed, with each contrast that is too low."""
    faults = [*_low_contrasts(theme), *_logo_faults(theme), *_template_faults(theme)]
    if faults:
        raise SettingsError(
            "\n".join(["The theme cannot be used:", *(f"  {fault}" for fault in faults)]),
            "Change it in the table [theme] of publish.toml; some readers could not read the pages otherwise.",
        )


def theme_css(theme: Theme) -> str:
    """The style sheet that lays the theme over the pages' own: each palette over that of its time alone."""
    parts = [
        _rules(_DAY, named(theme)),
        _rules(f"({_NIGHT})", named(theme.dark)),
        _typeface(theme.typeface),
    ]
    return "\n".join(part for part in parts if part)


def logo_file(theme: Theme) -> Path | None:
    """Where the logo lies, if there is one."""
    return Path(theme.logo).expanduser() if theme.logo else None


def templates_folder(theme: Theme) -> Path | None:
    """Where own templates lie, if there are any."""
    return Path(theme.templates).expanduser() if theme.templates else None


def own_style(theme: Theme) -> Path | None:
    """The style sheet behind all others, if there is one in the folder of own templates."""
    folder = templates_folder(theme)
    file = folder / "theme.css" if folder else None
    return file if file and file.is_file() else None


def own_files(theme: Theme) -> Sequence[Path]:
    """All that lies in the folder of own templates, however deep: a template may take in any of it."""
    folder = templates_folder(theme)
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder else []


def named(colours: Colours) -> Palette:
    """The colours that are given, by name."""
    every = ((each.name, getattr(colours, each.name)) for each in fields(Colours))
    return {name: colour for name, colour in every if colour}


def contrast(one: str, other: str) -> float:
    """How much two colours differ, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@cache
def palettes() -> tuple[Palette, Palette]:
    """The pages' own colours, by day and by night."""
    sheet = (files("pipeline.writers") / "templates" / "page.css").read_text("utf-8")
    day, night, *_ = (dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", part)) for part in sheet.split(_NIGHT))
    return day, night


def _low_contrasts(theme: Theme) -> Iterator[str]:
    tables = {"theme": theme, "theme.dark": theme.dark}
    for (table, colours), usual in zip(tables.items(), palettes(), strict=True):
        shown = {**usual, **named(colours)}
        for (ink, paper), least in _INKS.items():
            found = contrast(shown[ink], shown[paper])
            if named(colours) and found < least:
                yield (
                    f"[{table}] {ink} {shown[ink]} on {paper} {shown[paper]} has a contrast of {_down(found)}:1, "
                    f"and {least:g}:1 is needed."
                )


def _logo_faults(theme: Theme) -> Iterator[str]:
    file = logo_file(theme)
    if file is None:
        return
    if not file.is_file():
        yield f"[theme] logo: there is no file {file}."
    elif file.suffix.lower() not in _LOGOS:
        yield f"[theme] logo: {file} is none of {', '.join(_LOGOS)}."
    elif file.stat().st_size > _LARGEST_LOGO:
        yield f"[theme] logo: {file} has {file.stat().st_size // 1000} kB, and 200 kB are the most for a page."


def _template_faults(theme: Theme) -> Iterator[str]:
    folder = templates_folder(theme)
    if folder and not folder.is_dir():
        yield f"[theme] templates: there is no folder {theme.templates}."
    for file in own_files(theme):
        if file.suffix == ".html" or file == own_style(theme):
            yield from _file_faults(file)


def _file_faults(file: Path) -> Iterator[str]:
    from jinja2 import Environment, TemplateSyntaxError

    try:
        text = file.read_text("utf-8")
        if file.suffix == ".html":
            Environment(autoescape=True).parse(text)
    except TemplateSyntaxError as error:
        yield f"[theme] templates: {file}, line {error.lineno}: {error.message}."
    except (OSError, UnicodeDecodeError) as error:
        yield f"[theme] templates: {file} cannot be read as UTF-8 ({error})."


def _rules(when: str, colours: Palette) -> str:
    lines = "\n".join(f"--{name}: {colour};" for name, colour in colours.items())
    return f"@media {when} {{\n:root {{\n{lines}\n}}\n}}" if lines else ""


def _typeface(names: str) -> str:
    return f"html {{\nfont-family: {names}, system-ui, sans-serif;\n}}" if names.strip() else ""


def _down(ratio: float) -> str:
    """Rounded down: 4.499 is not enough."""
    return f"{int(ratio * 100) / 100:.2f}"


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    linear: float = part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    return linear
