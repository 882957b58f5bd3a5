"""English m, bn and k behind a number: 1.4m people are millions, a wall of 1.4m is metres, and 5k may be a race.

British papers write m for million without a space, behind sums, things and often people (The Guardian, Financial Times and
The Economist by their style guides); the SI writes m for metre behind a space, sports pages and road signs without
one. With a currency the money rules decide; what is left is decided by the words around it.
"""

import re

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.rules import NamedRule, rule

_LONG = (
    r"(?:tall|high|deep|long|wide|thick|away|apart|across|below|above|beneath|underwater|short|short of|ahead|behind|up|down"
    r"|from (?:the|a|an|his|her|its|their|where|each|shore|home|goal|here|there)\b|off (?:the|shore)|out to sea|inland|offshore|by \d"
    r"|north|south|east|west|square(?! (?:met|f|mil|kilo|yard))|race|races|sprint|sprints|dash|final|finals|semi-?finals?|heats?|hurdles|hurdlers?"
    r"|freestyle|butterfly|backstroke|breaststroke|medley|relay|steeplechase|swim|swimmers?|runners?|sprinters?|lengths?"
    r"|title|champions?|gold|silver|bronze|world|record|crown|tower|walls?|fence|waves?|swell|cliff|drop|fall|dive|diving"
    r"|platform|springboard|pool|track|radius|diameter|depth|height|distance|rule|gap|exclusion|mast|statue|tsunami|telescope"
    r"|wingspan|crane|chimney|cable|rope|stretch|yacht|superyacht|boat|vessel|ship|tree|turbines?|blades?|mark|pitch)\b"
)
"""What is said behind a length."""
_MEASURED = (
    r"(?:tall|high|deep|long|wide|thick|height|depth|length|width|distance|radius|diameter|altitude|elevation|sea levels?|snow"
    r"|snowfall|flood|floods|tides?|waves?|swells?|surge|jump(?:ed|s)?|leap|leapt|vault(?:ed)?|throw|threw|thrown|hurled|cleared"
    r"|sprint|sprinter|shot put|javelin|hammer|metres|within|stands|standing|tower|towers|wall|fence|cliff|dive|dived)"
)
"""What a sentence with a length speaks of."""
_COUNTED = (
    r"(?:population|audience|audiences|viewers|listeners|readers|followers|subscribers|users|customers|copies|jobs|votes|voters|homes"
    r"|households|visitors|deaths|cases|doses|tonnes|barrels|refugees|people|workers|members|total|turnover|revenues?|profits?"
    r"|sales|budget|costs?|fund|funds|prize|debts?|donations|worth|downloads|streams|units|unemployment|migrants|children)"
)
"""What a sentence with millions speaks of."""
_MANY = (
    r"(?:(?:more|fewer|other|new|of (?:the|its|his|her|their|them|us|those|these|whom|which)|are|were|have|had|a (?:year|month|week|day)"
    r"|per (?:year|month|week|day)|annually|square (?:metres|feet|miles|kilometres|yards)|people|children|men|women|Britons|Americans|strong)\b"
    r"|(?:[a-z-]+ ){0,2}?(?!metres|was|is|has|as|its|his|this|less|across|plus|towards|always|perhaps|kilos)[A-Za-z-]{3,}s\b)"
)
"""What is said behind millions: a noun in the plural, with a word or two before it."""
_RACE = r"(?:runs?|races?|fun run|charity run|parkrun|walks?|course|title|champions?|road race|personal best|time trial|series|event)\b"
_SCREEN = r"(?:TVs?|televisions?|videos?|screens?|resolution|cameras?|footage|displays?|monitors?|Ultra|Blu-ray|HDR)\b"


def rules() -> list[NamedRule]:
    """To be applied before money and units."""
    free = r"(?<![\d.,$€£¥₹₩])(?<![$€£]\s)(?<![A-Za-z])(?<![A-Za-z][-–])"
    amount = r"(\d+(?:,\d{3})*(?:\.\d+)?)"
    return [
        rule(
            "the same scale twice",
            r"(?<=\d)(m|bn|tn|k)\s?[-–—]\s?(?=[£$€]?\d+(?:\.\d+)?\1\b)",
            r"\1 to ",
            "5m-6m -> 5m to 6m",
        ),
        rule(
            "metres or millions",
            rf"{free}{amount}m\b(?!\s?[€£$²³/’'])",
            _metres_or_millions,
            "1.4m people -> 1.4 million people",
        ),
        rule(
            "the length of a race", rf"{free}(4|5|8|10|15)[kK](?=[ -]{_RACE})", r"\1 K", "10k run -> 10 K run"
        ),
        rule("a screen", rf"{free}([248])[kK](?=[ -]{_SCREEN})", r"\1 K", "4k video -> 4 K video"),
        rule(
            "how far somebody ran",
            rf"(\b(?:ran|run|runs|running|jog|jogged|jogging|race|raced|walked)(?: (?:a|the|his|her))? ){amount}[kK]\b",
            r"\1\2 K",
            "ran 12k -> ran 12 K",
        ),
        rule(
            "a scale of one or two letters",
            rf"{free}{amount}(k|K|M|B|bn|tn|mn)\b(?!-\d)-?",
            _verbalize_scaled,
            "5bn -> 5 billion",
        ),
    ]


_SCALES = {
    "k": "thousand", "K": "thousand", "M": "million", "B": "billion", "bn": "billion", "tn": "trillion", "mn": "million",
}  # fmt: skip


_PLACES = re.compile(
    r"\b(?:room|flat|gate|block|apartment|apt\.?|unit|suite|seat|row|platform|bus|route|annex|section|article|rule|form|figure"
    r"|table|class|group|grade|year|building|level|terminal|pier|stand|schedule|part|chapter|exhibit|line|hall|number|no\.|bay"
    r"|ward|type|stage|category|cell|berth|plot|item|note|page|apollo|appendix|step|phase|tier|version|model|channel) $",
    re.IGNORECASE,
)
"""What is numbered with a letter behind: Flat 12B."""


def _verbalize_scaled(found: re.Match[str]) -> str:
    if found[2] == "B" and re.match(r" [A-Z][a-z]", signs.after(found)):
        return f"{found[1]} B"
    if found[2] in "kKMB" and _PLACES.search(signs.before(found)):
        return f"{found[1]} {found[2]}"
    return f"{found[1]} {_SCALES[found[2]]}" + " " * found.group().endswith("-")


def _metres_or_millions(found: re.Match[str]) -> str:
    before, after = signs.before(found), signs.after(found)
    if _millions(found[1], before, after):
        return f"{found[1]} million"
    joined = re.match(r"-(?=[a-z])", after)
    return f"{found[1]} metre" if joined else f"{found[1]}m"


def _millions(amount: str, before: str, after: str) -> bool:
    """By what follows, then by what the sentence speaks of, then by how the number is written."""
    following = re.sub(r"^ (?:to|or|and) \d[\d.,]*m\b", "", after)
    if re.search(r"[£$€]\d[\d.,]*\s?(?:million|m|bn)? (?:to|and|or|from) $", before):
        return True
    if re.match(rf"\s?[x×]\s?\d|[ -]{_LONG}", following) or re.search(
        r"\d\s?(?:m\s?)?(?:[x×]|by)\s?$", before
    ):
        return False
    if re.match(rf" {_MANY}", following):
        return True
    around = before[-80:] + following[:60]
    if re.search(rf"\b{_MEASURED}\b", around, re.IGNORECASE):
        return False
    if re.search(rf"\b{_COUNTED}\b", around, re.IGNORECASE):
        return True
    return bool(re.fullmatch(r"\d+\.\d", amount))
