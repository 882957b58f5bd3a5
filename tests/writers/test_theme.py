"""A newsroom's own style: followed where everybody can read it, and refused with the figure where not."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.config.loading import load
from pipeline.config.tables import Colours, Theme
from pipeline.errors import SettingsError
from pipeline.languages import languages
from pipeline.writers.configuration import FeedsConfiguration
from pipeline.writers.feeds.feed_page import feed_style
from pipeline.writers.page_rendering import render
from pipeline.writers.site_pages import site_pages
from pipeline.writers.theme import check_theme, contrast, named, palettes, theme_css


def test_contrast_is_reckoned_as_wcag_does(contrast: Callable[[str, str], float]) -> None:
    from pipeline.writers.theme import contrast as ours

    for one, other in (
        ("#000000", "#ffffff"),
        ("#767676", "#ffffff"),
        ("#0b4f8a", "#fffdf8"),
        ("#abcdef", "#123456"),
    ):
        assert ours(one, other) == pytest.approx(contrast(one, other))
    assert ours("#000000", "#ffffff") == pytest.approx(21)


def test_our_own_colours_can_be_read() -> None:
    day, night = palettes()
    check_theme(Theme(**day, dark=Colours(**night)))


@pytest.mark.parametrize(
    ("theme", "told"),
    [
        (
            Theme(text="#949494"),
            "[theme] text #949494 on ground #fffdf8 has a contrast of 2.98:1, and 4.5:1 is needed",
        ),
        (Theme(ground="#777777"), "[theme] text #1d1d1b on ground #777777 has a contrast of"),
        (Theme(dark=Colours(link="#333399")), "[theme.dark] link #333399 on ground #171819"),
        (Theme(mark="#000000"), "[theme] marked #1d1d1b on mark #000000"),
        (Theme(edge="#ffffff"), "3:1 is needed"),
        (Theme(logo="없는 그림.svg"), "there is no file 없는 그림.svg"),
        (Theme(templates="없는 폴더"), "there is no folder 없는 폴더"),
    ],
)
def test_what_some_could_not_read_is_refused_with_the_figure(theme: Theme, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        check_theme(theme)
    assert told in str(caught.value)


def test_every_colour_that_is_too_weak_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        check_theme(Theme(quiet="#aaaaaa", dark=Colours(text="#222222")))
    assert {"[theme] quiet", "[theme.dark] text"} <= set(re.findall(r"\[theme\S*\] \w+", str(caught.value)))


def test_just_enough_is_enough_and_a_hair_less_is_not() -> None:
    check_theme(Theme(ground="#ffffff", panel="#ffffff", quiet="#767676"))
    with pytest.raises(SettingsError, match=r"4\.47:1"):
        check_theme(Theme(ground="#ffffff", panel="#ffffff", quiet="#777777"))
    assert contrast("#777777", "#ffffff") < 4.5


@pytest.mark.parametrize("name", ["로고.gif", "로고.html"])
def test_a_logo_is_a_picture_that_browsers_show(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(SettingsError, match="none of"):
        check_theme(Theme(logo=str(tmp_path / name)))


def test_a_logo_is_small(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(bytes(300_000))
    with pytest.raises(SettingsError, match="300 kB"):
        check_theme(Theme(logo=str(tmp_path / "logo.svg")))


@pytest.mark.parametrize("language", ["en", "ko", "ar"])
def test_a_page_has_the_theme_over_its_own_style_and_may_show_it(language: str) -> None:
    theme = Theme(link="#7a0019", typeface="Noto Serif KR, Georgia", dark=Colours(link="#ffb0b0"))
    made = render("site.html", languages()[language], theme=theme, **_empty()).decode()
    style = made.partition("<style>")[2].partition("</style>")[0]
    assert style.rindex("--link:#7a0019") > style.index("--link:#0b4f8a")
    assert "--link:#ffb0b0" in style
    assert "font-family:Noto Serif KR, Georgia, system-ui" in style
    assert render("site.html", languages()[language], **_empty()) != made.encode()


def shown(style: str) -> tuple[dict[str, str], dict[str, str]]:
    """The colours that a style sheet ends up with, by day and by night."""
    seen: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for rule in re.finditer(r"(?:@media ([^{]*)\{\s*)?:root\s*\{([^}]*)\}", style):
        when = (rule[1] or "").replace(" ", "")
        times = {
            "": (0, 1),
            "(prefers-color-scheme:dark)": (1,),
            "notalland(prefers-color-scheme:dark)": (0,),
        }
        for time in times[when]:
            seen[time].update(re.findall(r"--(\w+):\s*(#[0-9a-f]{6})", rule[2]))
    return seen


def page_style(theme: Theme) -> str:
    return render("site.html", languages()["ko"], theme=theme, **_empty()).decode()


def feeds_style(theme: Theme) -> str:
    return feed_style(theme).decode()


@pytest.mark.parametrize("style", [page_style, feeds_style])
@pytest.mark.parametrize(
    "theme",
    [
        Theme(),
        Theme(link="#7a0019"),
        Theme(ground="#ffffff", panel="#ffffff", text="#000000"),
        Theme(dark=Colours(link="#ffb0b0")),
        Theme(link="#7a0019", dark=Colours(ground="#000000", link="#ffb0b0")),
    ],
)
def test_colours_by_day_leave_those_by_night_and_the_other_way_round(
    style: Callable[[Theme], str], theme: Theme
) -> None:
    day, night = palettes()
    assert shown(style(theme)) == ({**day, **named(theme)}, {**night, **named(theme.dark)})
    check_theme(theme)


def test_what_is_left_out_of_a_theme_stays() -> None:
    assert theme_css(Theme()) == ""
    assert "--ground" not in theme_css(Theme(link="#7a0019"))


def test_a_logo_stands_above_the_sites_pages(tmp_path: Path) -> None:
    (tmp_path / "우리.SVG").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    files = site_pages([], FeedsConfiguration(theme=Theme(logo=str(tmp_path / "우리.SVG"))))
    assert files["index.files/logo.svg"].startswith(b"<svg")
    assert b'src="index.files/logo.svg" alt=""' in files["index.html"]


def test_own_templates_and_an_own_style_sheet_stand_before_ours(tmp_path: Path) -> None:
    (tmp_path / "site.html").write_text(
        '{% extends "manyvoices/site.html" %}{% block footer %}<footer>우리 발행처</footer>{% endblock %}',
        "utf-8",
    )
    (tmp_path / "theme.css").write_text("h1 { letter-spacing: 1px }", "utf-8")
    theme = Theme(templates=str(tmp_path))
    made = render("site.html", languages()["ko"], theme=theme, **_empty()).decode()
    assert "<footer>우리 발행처</footer>" in made
    assert "letter-spacing: 1px" in made
    (tmp_path / "site.html").unlink()
    again = render("site.html", languages()["ko"], theme=theme, **_empty()).decode()
    assert "우리 발행처" not in again


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{% block main %}{{ 없다 }}", "site.html, line 1"),
        ("{{ nothing_such }}", "nothing_such"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{% include 'gone.html' %}", "there is no template gone.html"),
        ("<p>\n{{ 1 / 0 }}", "(site.html, line 2): division by zero"),
        ("{{ title + 1 }}", "(site.html, line 1)"),
        ('{% extends "site.html" %}', "leads to itself"),
        ("{% include '부분/머리.html' %}", "부분/머리.html, line 2"),
        ("{{ words.title }}", "site.html, line 1"),
    ],
)
def test_a_template_that_cannot_be_followed_or_reaches_too_far_is_named(
    tmp_path: Path, template: str, told: str
) -> None:
    (tmp_path / "site.html").write_text(template, "utf-8")
    (tmp_path / "부분").mkdir()
    (tmp_path / "부분" / "머리.html").write_text("\n{{ title.없다 }}", "utf-8")
    with pytest.raises(SettingsError, match=re.escape(told)):
        render("site.html", languages()["ko"], theme=Theme(templates=str(tmp_path)), **_empty())


def test_a_template_that_cannot_be_read_is_found_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "edition.html").write_text("<p>\n{% block 본문 %}\n", "utf-8")
    (tmp_path / "site.html").write_bytes("{{ 제목 }}".encode("cp949"))
    with pytest.raises(SettingsError) as caught:
        check_theme(Theme(templates=str(tmp_path)))
    assert "edition.html, line 2" in str(caught.value)
    assert "site.html cannot be read as UTF-8" in str(caught.value)


def test_what_templates_take_in_is_checked_with_them(tmp_path: Path) -> None:
    (tmp_path / "부분").mkdir()
    (tmp_path / "부분" / "머리.html").write_text("<p>\n\n{% if %}", "utf-8")
    (tmp_path / "theme.css").write_bytes("h1 { content: '소식' }".encode("cp949"))
    with pytest.raises(SettingsError) as caught:
        check_theme(Theme(templates=str(tmp_path)))
    assert "머리.html, line 3" in str(caught.value)
    assert "theme.css cannot be read as UTF-8" in str(caught.value)


def _empty() -> dict[str, object]:
    """What the list's template needs where there is nothing to list."""
    texts = (
        "title",
        "description",
        "summary",
        "publisher",
        "contact",
        "contact_shown",
        "funding",
        "funding_words",
        "licence",
    )
    more = ("licence_url", "copyright", "logo", "tag", "newer", "older", "files")
    lists = ("about", "lists", "feeds", "podcasts", "readers", "searched", "articles")
    return {
        **dict.fromkeys((*texts, *more), ""),
        **{name: [] for name in lists},
        "folded": False,
        "catalogue": False,
        "pages": {},
        "number": 1,
    }


TABLE = """
[theme]
link = "#7A0019"
typeface = "Source Serif, Georgia"

[theme.dark]
link = "#ffb0b0"
"""


def test_the_theme_has_a_table_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "publish.toml").write_text(TABLE, "utf-8")
    found = load({}, {}, tmp_path / "publish.toml").theme
    assert (found.link, found.dark.link, found.typeface) == ("#7a0019", "#ffb0b0", "Source Serif, Georgia")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[theme]\nlink = "red"\n', ["[theme] link", "#1a2b3c"]),
        ('[theme]\ncolour = "#123456"\n', ["[theme] colour", "known are ground"]),
        ('[theme.dark]\ntypeface = "x"\n', ["[theme.dark] typeface", "known are ground"]),
        ('[theme]\ntypeface = "x; } body { display: none"\n', ["[theme] typeface"]),
        ('theme = "x"\n', ["theme", "table"]),
        ('[theme]\nlogo = "~없는사람/로고.svg"\n', ["[theme] logo", "who has no home here"]),
        ('[theme]\ntemplates = "~없는사람/틀"\n', ["[theme] templates", "who has no home here"]),
        ('glossary = "~없는사람/용어.csv"\n', ["glossary", "who has no home here"]),
        ('lexicon = "~없는사람/발음.toml"\n', ["lexicon", "who has no home here"]),
    ],
)
def test_what_is_wrong_in_the_table_is_named(tmp_path: Path, text: str, words: list[str]) -> None:
    (tmp_path / "publish.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError) as caught:
        load({}, {}, tmp_path / "publish.toml")
    assert all(word in str(caught.value) for word in words)
