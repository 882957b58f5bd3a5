"""A pronunciation lexicon as PLS 1.0, W3C's Pronunciation Lexicon Specification: https://www.w3.org/TR/pronunciation-lexicon/"""

from collections.abc import Mapping
from typing import Any

from pipeline.document.lexicon import Lexicon
from pipeline.languages.g2p.vocabulary import in_ipa

_NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def as_pls(lexicon: Lexicon) -> bytes:
    """The lexicon as a document, phonemes in IPA, respellings as aliases."""
    from lxml import etree

    names: Mapping[Any, str] = {None: _NAMESPACE}  # the default namespace
    root = etree.Element(f"{{{_NAMESPACE}}}lexicon", nsmap=names, version="1.0", alphabet="ipa")
    root.set(_LANG, lexicon.language)
    for entry in lexicon.entries:
        lexeme = etree.SubElement(root, f"{{{_NAMESPACE}}}lexeme")
        etree.SubElement(lexeme, f"{{{_NAMESPACE}}}grapheme").text = entry.term
        name = "phoneme" if entry.phonemes else "alias"
        etree.SubElement(lexeme, f"{{{_NAMESPACE}}}{name}").text = in_ipa(entry.phonemes) or entry.said
    document: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return document
