"""Markdown (CommonMark, with the tables, notes, definitions, tasks and strikes of GFM and Pandoc) to pieces.

It is turned into HTML whose blocks know their lines, and walked by the rules for web pages, so that HTML
within Markdown is sanitised as in a page. An image alone in its paragraph is a figure; its caption is the
image's title, or else a paragraph right below it that is emphasised from end to end.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.document.notices import Level, Notice
from pipeline.errors import ArticleError
from pipeline.readers.abbreviations import FOUND, USED, abbreviations
from pipeline.readers.credit_lines import read_bylines
from pipeline.readers.dated_lines import dated_lines
from pipeline.readers.dialects.plain_markdown import plain_markdown
from pipeline.readers.dialects.private_comments import without_comments
from pipeline.readers.east_asian_emphasis import east_asian_emphasis
from pipeline.readers.front_matter import Front
from pipeline.readers.heading_names import name_headings, named_headings
from pipeline.readers.hypertext.markup import MOST_TAGS, excess, parse_html, parse_rendered, show_unfinished
from pipeline.readers.hypertext.walk import pieces
from pipeline.readers.line_roles import sort
from pipeline.readers.pictures.album import Album
from pipeline.readers.pieces import Manuscript
from pipeline.readers.plain_prose import is_plain, plain_prose

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_BEGIN = "<!DOCTYPE html><body>"
_DEEPEST = 40
"""Levels of quotes, lists and items in each other; a list takes two."""
_EFFORT = 500_000_000
"""Brackets times characters: what the search for links may cost, about 2 s."""
_STAR = 1_500
"""What a sign of emphasis costs beside them: some 330,000 take 5 s and 300 MB."""
_NESTING = frozenset(
    ["blockquote_open", "list_item_open", "bullet_list_open", "ordered_list_open", "dl_open", "dd_open"]
)
_SWALLOWS = re.compile(
    r"<(script|style|title|textarea|xmp|iframe|noembed|noframes|template|plaintext|frameset)(?=[\s/>])[^>]*>",
    re.IGNORECASE,
)
"""Tags that hide all that follows them until they are closed."""
_DECLARED = {"<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
"""What is meant for programs: instructions, CDATA and declarations, from their beginnings to their ends."""
_DECLARES = re.compile(r"<\?|<!\[CDATA\[|<!(?=[A-Za-z])")
_LINE = re.compile(r' data-line="(\d+)"')
_PROTOCOLS = ("http", "https", "mailto", "xmpp")
"""What may stand before the colon of an address that is no link yet."""
_LONGEST_PROTOCOL = max(map(len, _PROTOCOLS)) + 1
"""Signs, with the one before it."""
_MOST_WAITING = 500
"""Signs of a line that the plug-in's rule may look through at a colon."""
_NEVER_CLOSED = frozenset(["plaintext", "frameset"])


def parse(text: str, album: Album, name: str, front: Front) -> Manuscript:
    """The pieces of the Markdown `text`, whose file is called `name`; its pictures come from `album`.

    Raises `PictureError`, and `ArticleError` for quotes and lists nested, or blocks in number, beyond reason.
    """
    written, aside = plain_markdown(text, name, front)
    page = _Page(name)
    html = page.html(written)
    _refuse_length(html, name)
    body = None if page.has_markup else parse_rendered(html.removeprefix(_BEGIN))
    if body is None:
        body = parse_html(show_unfinished(html), name).find("body")
    made, notices = pieces(body, name, album, numbered=False)
    found = sort(made, name)
    full_front, kept = read_bylines(front, found.body)
    return Manuscript(full_front, (*kept, *found.back), (*aside, *page.notices, *notices, *found.notices))


class _Page:
    """One text on its way to HTML."""

    def __init__(self, name: str) -> None:
        self.notices: list[Notice] = []
        self.has_markup = False
        """Whether HTML stands in the text."""
        self._name = name
        self._effort = _EFFORT

    def html(self, text: str) -> str:
        """The text as HTML, each block with its line as `data-line`."""
        env: dict[str, Any] = {}
        parser = self._parser()
        tokens = parser.parse(text, env)
        _refuse_depth(tokens, self._name)
        self._report_unused(env)
        for token in tokens:
            if token.nesting >= 0:
                self._prepare(token)
        name_headings(tokens)
        return _BEGIN + str(parser.renderer.render(tokens, parser.options, env))

    def _parser(self) -> "MarkdownIt":
        from markdown_it import MarkdownIt
        from mdit_py_plugins.deflist import deflist_plugin
        from mdit_py_plugins.footnote import footnote_plugin
        from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin
        from mdit_py_plugins.tasklists import tasklists_plugin

        parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
        parser.validateLink = lambda url: True  # type: ignore[method-assign]
        for plugin in (deflist_plugin, footnote_plugin, gfm_autolink_plugin, tasklists_plugin):
            parser.use(plugin)
        parser.use(abbreviations).use(dated_lines).use(plain_prose).use(east_asian_emphasis).use(
            named_headings
        )
        parser.inline.ruler.at("gfm_autolink_protocol", _protocol)
        parser.core.ruler.at("inline", self._inline)
        parser.core.ruler.after("inline", "unmarked_notes", self._keep_unmarked_notes)
        parser.add_render_rule("fence", _code)
        parser.add_render_rule("code_block", _code)
        return parser

    def _inline(self, state: "StateCore") -> None:
        """The parser's rule for text within a block, within a budget: brackets without end take for ever."""
        from markdown_it.token import Token

        _refuse_number(state.tokens, self._name)
        for token in state.tokens:
            if token.type != "inline":
                continue
            if is_plain(token.content, state.md):
                token.children = [Token("text", "", 0, content=token.content)] if token.content else []
                self._leave_out_comments(token)
                continue
            before = self._effort
            self._effort -= token.content.count("[") * len(token.content)
            self._effort -= sum(map(token.content.count, "*_~")) * _STAR
            token.children = []
            if self._effort > 0:
                self._parse(token, state)
                self._leave_out_comments(token)
                continue
            token.children.append(Token("text", "", 0, content=token.content))
            self._leave_out_comments(token)
            if before > 0:
                message = "Too many brackets and stars to look for links and emphasis: from here on, marks are read as plain text."
                self._tell("brackets", token, message)

    def _parse(self, token: "Token", state: "StateCore") -> None:
        children: list[Token] = []
        try:
            state.md.inline.parse(token.content, state.md, state.env, children)
        except RecursionError as error:
            raise _too_deep(self._name, f":{token.map[0] + 1}" if token.map else "") from error
        token.children = children

    def _leave_out_comments(self, token: "Token") -> None:
        """Leave out the private comments that were taken for code before, but are none to the parser."""
        for child in token.children or ():
            if (
                child.type == "text"
                and (kept := without_comments(child.content, closed_only=True)) != child.content
            ):
                child.content = kept
                self._tell("comment", token, "What looks like a private comment was left out of the text.")

    def _keep_unmarked_notes(self, state: "StateCore") -> None:
        """Keep the notes that nothing leads to, which the parser would drop."""
        notes = state.env.get("footnotes", {})
        found = notes.setdefault("list", {}) if notes else {}
        for token in state.tokens:
            label = token.meta.get("label") if token.type == "footnote_reference_open" else None
            if label is not None and notes.get("refs", {}).get(f":{label}", 0) < 0:
                number = len(found)
                notes["refs"][f":{label}"] = number
                found[number] = {"label": label, "count": 0}
                self._tell("note-unmarked", token, f"Nothing in the text leads to the note “{label[:60]}”.")

    def _report_unused(self, env: Mapping[str, Any]) -> None:
        """Tell of abbreviations that the text does not hold, since nobody reads what they stand for."""
        for short, (long, line) in env.get(FOUND, {}).items():
            if short not in env.get(USED, ()):
                message = (
                    f"The text does not hold the abbreviation “{short}”; what it stands for was left out."
                )
                where = f"{self._name}:{line + 1}"
                evidence = f"{short}: {long}"
                self.notices.append(
                    Notice("reading.abbreviation", Level.WARNING, where, message, evidence=evidence)
                )

    def _prepare(self, token: "Token") -> None:
        if token.map:
            token.attrs["data-line"] = str(token.map[0] + 1)
        if token.type == "html_block":
            self.has_markup = True
            markup = self._close_html(token.content, token)
            line = token.map[0] + 1 if token.map else 1
            token.content = f'<wbr data-line="{line}">{markup}'
        if token.children:
            self._prepare_inline(token, [child for child in token.children if child.type == "html_inline"])

    def _prepare_inline(self, token: "Token", markup: Sequence["Token"]) -> None:
        """Make good the HTML in the text of a block."""
        text = "".join(child.content for child in markup).lower()
        for child in markup:
            self.has_markup = True
            child.content = self._close_html(child.content, token, text)

    def _close_html(self, html: str, token: "Token", around: str = "") -> str:
        """`html` without tags that would hide what follows, since nothing in it or `around` it, in small letters, closes them."""
        around = around or html.lower()
        if html.startswith("<!--") and "-->" not in html and html.strip("<!-> \n"):
            self._tell("comment", token, "A comment is never closed; it was left out.", html)
            return ""

        html, declared = _without_declared(html)
        for each in declared:
            self._tell("html", token, "A mark for programs was left out.", each)

        def kept(found: re.Match[str]) -> str:
            tag = found[1].lower()
            if f"</{tag}" in around and tag not in _NEVER_CLOSED:
                return found[0]
            self._tell("html", token, f"The tag {found[0][:60]} was left out: it is never closed.", found[0])
            return ""

        return _SWALLOWS.sub(kept, html)

    def _tell(self, subject: str, token: "Token", text: str, evidence: str = "") -> None:
        where = f"{self._name}:{token.map[0] + 1}" if token.map else self._name
        self.notices.append(Notice(f"reading.{subject}", Level.WARNING, where, text, evidence=evidence))


def _code(renderer: Any, tokens: Sequence["Token"], index: int, options: Any, env: Mapping[str, Any]) -> str:
    from markdown_it.common.utils import escapeHtml

    token = tokens[index]
    return f"<pre{renderer.renderAttrs(token)}><code>{escapeHtml(token.content)}</code></pre>\n"


def _refuse_depth(tokens: Sequence["Token"], name: str) -> None:
    """The parser leaves out what lies deeper than its limit, so reaching it is an error."""
    for token in _deep(tokens):
        raise _too_deep(name, f":{token.map[0] + 1}" if token.map else "")


def _refuse_number(tokens: Sequence["Token"], name: str) -> None:
    """Refuse more blocks than can be walked before the text in them is read."""
    blocks = [token for token in tokens if token.nesting >= 0 and token.map and token.type != "inline"]
    if len(blocks) > MOST_TAGS // 2:
        beyond = blocks[MOST_TAGS // 2]
        raise _too_much(name, beyond.map[0] + 1 if beyond.map else 1)


def _refuse_length(html: str, name: str) -> None:
    place = excess(html)
    if place is not None:
        raise _too_much(name, (_LINE.findall(html, 0, place) or ["1"])[-1])


def _too_much(name: str, line: int | str) -> ArticleError:
    return ArticleError(
        f"{name}:{line}: from here on this is more than an article: more than {MOST_TAGS // 2:,} paragraphs,"
        " items, cells and marks.",
        "Divide it into several articles.",
    )


def _deep(tokens: Sequence["Token"]) -> Iterator["Token"]:
    return (token for token in tokens if token.level >= _DEEPEST - 1 and token.type in _NESTING)


def _too_deep(name: str, line: str) -> ArticleError:
    return ArticleError(
        f"{name}{line}: quotes, lists or marks are nested too deeply to be read.",
        f"Keep to {_DEEPEST // 2} levels.",
    )


def _without_declared(html: str) -> tuple[str, list[str]]:
    """`html` without what is meant for programs, and that. One that never ends is none, and is looked for once."""
    kept: list[str] = []
    found: list[str] = []
    endless: set[str] = set()
    position = 0
    for opening in _DECLARES.finditer(html):
        if opening.start() < position or opening[0] in endless:
            continue
        closing = _DECLARED[opening[0]]
        end = html.find(closing, opening.end())
        if end < 0:
            endless.add(opening[0])
            continue
        kept.append(html[position : opening.start()])
        position = end + len(closing)
        found.append(html[opening.start() : position])
    return "".join([*kept, html[position:]]), found


def _protocol(state: "StateInline", silent: bool) -> bool:
    """The plug-in's rule for addresses, asked only where one may be: it looks through all text that waits at each colon."""
    from mdit_py_plugins.gfm_autolink.index import _protocol_rule

    if silent or not state.pending.endswith(_PROTOCOLS):
        return False
    if len(state.pending) > _MOST_WAITING:
        _push_all_but_last_word(state)
    return _protocol_rule(state, silent)


def _push_all_but_last_word(state: "StateInline") -> None:
    """Have less text wait. What is pushed in pieces is joined by the parser's last rule."""
    last = state.pending[-_LONGEST_PROTOCOL:]
    state.pending = state.pending[:-_LONGEST_PROTOCOL]
    state.pushPending()
    state.pending = last
