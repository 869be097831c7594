"""Whose state words tell of: a debtor's "my brother went bankrupt" is not their own, and a third party's "my son is in the army" is the debtor's.

Owns the closed lists of other people, of things and of kin, questions whether something would help, and plain denials. Husbands, wives and parents are in no list,
since whoever answers may speak for them; nor are firms, which owe money themselves. Never takes away a word that may mean self-harm.
"""

from __future__ import annotations

import re

OF_THEIR_OWN = frozenset(
    ["bankruptcy", "military", "minor", "attorney", "identity-theft", "debt-adviser", "breathing-space", "vulnerability", "limited-language"]
)  # fmt: skip
"""Acts that tell of the debtor's own state."""
_PEOPLE = (
    "sons?|daughters?|boys?|girls?|lads?|lass|kids?|child|children|brothers?|sisters?|(?:brother|sister|father|mother|son|daughter)s?-in-law|cousins?|nephews?|nieces?"
    "|uncles?|aunt(?:ie|y)?s?|grand(?:son|daughter|child|children|dad|father|pa|ma|mother)s?|friends?|mates?|budd(?:y|ies)|pals?|neighbou?rs?|boss(?:es)?|employers?|managers?"
    "|colleagues?|co-?workers?|customers?|builders?|landlords?|landlady|tenants?|lodgers?|flatmates?|room-?mates?|teachers?|ex(?:-(?:husband|wife))?|youngest|eldest"
)
_OTHERS = re.compile(
    rf"\b(?:my|our|a|an|the|some|that|this|his|her|one of (?:my|our|the)) (?:[a-z]+ ){{0,2}}?(?:{_PEOPLE})(?:'s|s')?(?![\w'-])(?: of (?:mine|ours))?"
    r"|\b(?:some(?:one|body)|a (?:man|woman|bloke|guy)) (?:i know|i knew|at work|next door|in our street)\b"
)
_OWN = re.compile(
    r"\b(?:i|i'?m|i'?ve|i'?d|i'?ll|me|myself|mine|we|we'?re|we'?ve|us)\b"
    r"|\bmy (?:own|names?|cards?|details|identity|id|accounts?|papers|signature|social|lawyers?|attorneys?|solicitors?|advis[eo]rs?|trustee|case|bankruptcy|unit|regiment)\b"
)
"""What makes it the speaker's after all."""
_THINGS = re.compile(
    r"\b(?:(?:my|our|the|this|that) (?:[a-z]+ ){0,2}?)?(?:phone|mobile|laptop|computer|tablet|battery|batteries|line|signal|car|van|truck|motor|engine|bike|boiler|fridge|freezer|cooker|oven|washer"
    r"|telly|tv|dog|cat|hamster|rabbit|budgie|fish|horse|goldfish|plants?|tree)(?:'s|s)?(?: (?:has|have|is|are|was|were|just|all|has just|went|had))* (?:died|dead|passed away|passed on|packed up|gone|dying)\b"
)


_KIN = re.compile(
    r"\b(?:my|our) (?:son|husband|brother|dad|father|boy|lad|grandson|grandad|grandfather|nephew|uncle|partner|flatmate|room-?mate|boss"
    r"|daughter|wife|sister|mum|mom|mother|girl|gran|grandma|grandmother|granddaughter|niece|aunt|auntie)(?P<is>'s)?(?= (?!of mine\b|in law\b))"
)
"""People that somebody else on the line may speak of, where the debtor is meant."""


_ASKS = re.compile(
    r"^(?:(?:so|and|but|or|well|ok|okay|right|then|now|um|uh),? )*"
    r"(?:would|could|should|shall|might|is (?:there|it|that|going|going bankrupt|bankruptcy)|are there|can (?:i|we|people|some(?:one|body))|do (?:i|we|people)|how (?:do|does|about|much|would)|what(?:'s|s| is| are| about| if| would| does)?)\b"
)
"""How a question begins that asks what there is, or would be."""
_IF_I = re.compile(r"\b(?:would|could|should|shall|might|can|do|if) (?:i|we)\b|\b(?:me|us)\b")
"""Words about oneself that a question whether something would help may hold."""
_MAY_BE_ASKED = frozenset(["bankruptcy", "attorney", "debt-adviser", "breathing-space"])
_NOT = re.compile(
    r"(?:\bnever|\bnot|n't|\bno|\bnor|\b(?:have|do|did|am|was|wo|is)nt) (?:(?!my )[\w']+ ){0,2}?"
    r"(?:bankrupt\w*|lawyers?|attorneys?|solicitors?|army|navy|military|marines|soldiers?|debt (?:advis[eo]rs?|chari\w+))\b"
)
_MAY_BE_DENIED = frozenset(["bankruptcy", "attorney", "debt-adviser", "military"])


def tells_of_own(act: str, words: str) -> bool:
    """Whether normalised words that sound like one of these acts tell of such a state in the speaker; true of any other act."""
    if act == "deceased":
        return _THINGS.search(words) is None
    if act not in OF_THEIR_OWN:
        return True
    rest, others = _OTHERS.subn(" ", words)
    if others and _OWN.search(rest) is None:
        return False
    if act in _MAY_BE_ASKED and _ASKS.search(words) and _OWN.search(_IF_I.sub(" ", words)) is None:
        return False
    return act not in _MAY_BE_DENIED or _NOT.search(words) is None


def as_they(words: str) -> str:
    """A third party's normalised words with "he" for "my son" and "our mum" alike, filled up so that every word keeps its place; only read, never shown.

    Of their own people debtors tell in the same words, and those were learnt as nobody's state; whoever answers the phone for somebody
    means the one who is called.
    """

    def shorter(found: re.Match[str]) -> str:
        return ("he" + (found["is"] or "")).ljust(len(found.group()))

    return _KIN.sub(shorter, words)
