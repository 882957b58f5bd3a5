"""What stands within an article on the web and is not the article: known by the words of its mark-up.

Careful on purpose: only whole words of class, id and role count, and nothing is taken that holds a good
part of the text or the title.
"""

import re
from collections.abc import Mapping
from typing import Any

from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.excluded import Aside

_KINDS: Mapping[str, re.Pattern[str]] = {
    "share": re.compile(
        r"(?:[a-z]+[-_])*(?:share|sharing|sharedaddy|addtoany|addthis|sharethis|share-?bar|sharebuttons?|social)"
        r"(?:[-_](?:bar|box|buttons?|icons?|links?|list|tools?|media|share|sharing|widget|wrapper|container|nav|menu|this|post|article))*"
    ),
    "comments": re.compile(r"(?:(?:post|article|user|reader)[-_])?comments?(?:[-_]?(?:area|section|list|form|box|wrapper|container|thread|respond|wrap))?|disqus_thread|respond|utterances|giscus|commentlist"),
    "related": re.compile(
        r"(?:[a-z]+[-_])?(?:related|recommended|recommendations|yarpp|jp-relatedposts|outbrain|taboola|more-stories|more-articles|read-more|most-read|most-popular|you-may-like|also-like)"
        r"(?:[-_](?:posts?|articles?|stories|story|content|links?|news|box|list|reading|items?|widget|section|topics?|container|wrapper))*"
    ),
    "newsletter": re.compile(r"(?:[a-z]+[-_])?(?:newsletter|subscribe|subscription|sign-?up|mailing-?list|mc_embed_signup)(?:[-_](?:form|box|signup|widget|banner|block|cta|section|wrapper|container|inline|promo))*"),
    "advertisement": re.compile(r"(?:ad|ads|advert|adverts|advertisement|advertisements|adsbygoogle|sponsored|ad[-_](?:slot|unit|box|container|wrapper|banner|placeholder)|dfp-ad|google-ad)"),
    "navigation": re.compile(r"breadcrumbs?|pagination|pager|post-navigation|nav-links|page-links|toc|table-of-contents|toc-container|skip-link|skip-to-content|tag-links|post-tags|cat-links|mw-editsection|mw-jump-link|sitesub|contentsub|catlinks|mw-indicators|hatnote|printfooter|mw-navigation|mw-head|mw-panel"),
    "author": re.compile(r"(?:[a-z]+[-_])?(?:author|contributor|writer)[-_]?(?:bio|biography|box|card|info-box|profile|about|description)|about-(?:the-)?author|bio-box"),
    "footer": re.compile(r"(?:site|page|main|global|bottom)[-_]?footer(?:[-_][a-z]+)*|footer[-_](?:bottom|top|nav|links?|menu|copyright|text|items?|wrapper|container|area|section|widgets?|columns?|info)(?:[-_][a-z]+)*"),
    "player": re.compile(r"(?:vjs|jw|jwplayer|mejs|plyr)[-_][a-z-_]+|(?:[a-z]+[-_])?(?:video|audio|media)[-_]?player(?:[-_][a-z]+)*|player-(?:controls?|overlay)|(?:gallery|slideshow|carousel)[-_](?:nav|controls?|counter|buttons?|toolbar)"),
}  # fmt: skip
_PARTICULARS = re.compile(
    "사업자 ?등록 ?번호|(?:인터넷신문|정기간행물) ?등록 ?번호|통신판매업|청소년 ?보호 ?책임자|ICP[备備]|公网安备|信息网络传播视听节目许可证|統一編號|法人番号|\\b(?:ISSN|VAT [Nn]o|NIF|CIF|CNPJ)\\b\\W{0,3}[A-Z]{0,3}-?\\d"
)
"""What a publisher's particulars have among them."""
_PARTICULAR = re.compile(
    "제호|등록 ?번호|등록 ?일자|발행 ?일자|발행인|편집인|발행·편집인|대표자명?|사업자명|법인명"
)
_LARGEST = 0.4
"""Share of the article's text that clutter may hold."""
_CARD = 300
"""Signs of an article within the article that is no more than a teaser."""
_LONGEST_NAME = 60
_LARGE_FORM = 400
"""Signs of a form that is no frame for the whole page."""
_PULLED = re.compile(r"pull-?quote|wp-block-pullquote|pulled-quote")


def clear(article: Any, aside: Aside) -> None:
    """Take the clutter out of the element `article`, and put it aside by kind."""
    whole = len(elements.text(article))
    waiting = list(article)[::-1]
    while waiting:
        element = waiting.pop()
        kind = _kind(element)
        if not kind:
            waiting += list(element)[::-1]
            continue
        content = elements.text(element)
        if len(content) > _LARGEST * whole or element.find(".//h1") is not None:
            waiting += list(element)[::-1]
            continue
        aside.put(kind, element.sourceline or 0, content)
        elements.remove(element)
    _remove_pull_quotes(article, aside)


def _kind(element: Any) -> str:
    names = [name for name in elements.words(element, "class", "id") if len(name) <= _LONGEST_NAME]
    for kind, pattern in _KINDS.items():
        if any(pattern.fullmatch(name) for name in names):
            return kind
    if element.tag == "dl" and _holds_particulars(element):
        return "footer"
    if element.tag == "article" and len(elements.text(element)) <= _CARD and element.find(".//a") is not None:
        return "related"
    return "newsletter" if element.tag == "form" and _asks(element) else ""


def _holds_particulars(definitions: Any) -> bool:
    first = definitions.find(".//dt")
    called = first is not None and _PARTICULAR.fullmatch(elements.line(first)) is not None
    return called or _PARTICULARS.search(elements.text(definitions)) is not None


def _asks(form: Any) -> bool:
    """Whether a form is a small one that wants something, and does not frame the page."""
    wants = any(field.get("type") in ("email", "search", "text", None) for field in form.iter("input"))
    return wants and len(elements.text(form)) <= _LARGE_FORM and form.find(".//h1") is None


def _remove_pull_quotes(article: Any, aside: Aside) -> None:
    """Words pulled out of the text to stand beside it once more."""
    pulled = [element for element in article.iter() if _pulls(element)]
    if not pulled:
        return
    whole = _key(elements.text(article))
    for element in pulled:
        quote = elements.text(element)
        key = _key(quote)
        if key and whole.count(key) > 1:
            aside.put("repeated", element.sourceline or 0, quote)
            elements.remove(element)


def _pulls(element: Any) -> bool:
    return isinstance(element.tag, str) and any(
        _PULLED.fullmatch(name) for name in elements.words(element, "class")
    )


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
