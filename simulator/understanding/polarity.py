"""Whether words assert what they mention: "you'll be arrested" does, "you can't be arrested" does not.

Owns negation, reported speech, questions about a threat and quoting. Never finds the words (`frames.py` does).
"""

from __future__ import annotations

import re
from typing import Literal

Polarity = Literal["asserted", "denied", "mentioned"]

THREATS = frozenset(
    [
        "threaten-arrest",
        "threaten-lawsuit",
        "threaten-garnish",
        "threaten-repossession",
        "threaten-violence",
        "threaten-publicity",
        "claim-legal-process",
        "accuse-crime",
        "announce-visit",
    ]
)
"""Acts whose denial is `deny-threat`."""
NEGATIVE_BY_NATURE = frozenset(
    [
        "refuse-identity",
        "refuse-dispute",
        "refuse-validation",
        "refuse-cease",
        "threaten-credit",
        "threaten-transfer",
        "threaten-violence",
        "dismiss",
        "blame",
        "calm-down",
        "discriminate",
        "insult",
        "false-urgency",
        "claim-enforceable",
        "claim-growing",
        "take-without-asking",
        "fish-acknowledgement",
        "misapply-payment",
        "claim-cleared",
        "hide-options",
    ]
)
"""Acts that are often said with a "not" of their own."""

_NEGATOR = re.compile(
    r"\b(?:not|never|no one(?:'?s)?|nobody(?:'?s)?|none of|cannot|cant|wont|dont|isnt|without|nor|neither|no (?:plans?|intention|need|decision|way (?:i|we)|legal|such|longer|power|fee|fees|charge|charges|interest|extra|reason to (?:fear|worry))|[a-z]+n't|(?:wo|ca|do|is|are|did|does|would|could|have|was|should)nt|no)\b(?! (?:you\b|only|just|safe\b))"
)
"""What turns words round; "not safe" warns instead."""
_BOUNDARY = re.compile(
    r"[,;:.?!]|\bwho\b|\bbut\b|\bunless\b|\botherwise\b|\bor (?:else|we|i|you|the)\b|\bbefore\b|\buntil\b|\band (?:then|we|i|you)\b|\bbecause\b|\bso\b(?= (?:we|i|you))|\bif (?:you|u|ya|y'all|he|she|they|it|this|that|the \w+)(?: \w+){0,2}? (?:do not|can ?not|is not|are not|has not|have not|[a-z]+n't|(?:wo|ca|do|is|are|does|have|has)nt)\b"
)
_REPORTED = re.compile(
    r"\b(?:did|has|have|was|were|had) (?:some(?:one|body)|any(?:one|body)|they|he|she|the (?:last|other|previous)|a collector|our|you been)\b.{0,60}\b(?:sa(?:y|id)|t(?:ell|old)|threat\w*|mention\w*|call\w*|ever)\b"
    r"|\b(?:who (?:told|said)|you (?:said|mentioned|asked|heard|were told|told me)|are you (?:worried|afraid|asking|concerned)|you(?:'re| are) (?:worried|afraid|asking|scared|concerned)|they (?:told|said|threaten\w*)|(?:he|she|someone|somebody|the other \w+) (?:told|said|threaten\w*|called)|should(?:n't| not| never) (?:have )?(?:be(?:en)? )?(?:told|said|call\w*|threaten\w*|spoken)|call(?:ed|ing)? you|if (?:any(?:one|body)|some(?:one|body))(?: \w+){0,2} (?:tells|says|threatens|calls|claims))\b"
)
_SAFE = re.compile(
    r"\b(?:(?<!not )(?<!n't )(?<!nt )safe|private|stays? the same|voluntary|civil|just|only|yours to keep|don'?t (?:have|need) to)\b"
)
_CONDITION = re.compile(
    r"\b(?:if|unless|until)\b[^,.;!?]*?(?:n't|not)\b[^,.;!?]*?(?=\bwe\b|\bi\b|\byou(?:'ll| will)\b|[,.;!?]|$)"
)
"""A condition, whose "not" denies nothing that follows."""
_WHO_YOU_ARE = re.compile(
    r"\b(?:who|whom) (?:i'?m|i am|am i) (?:speaking|talking)\b|\bright person\b|\b(?:verify|confirm) (?:your|who|it'?s you|that it)"
)
"""Asking who the other is refuses nothing."""
_QUESTION_ABOUT = re.compile(
    r"\b(?:do|did|does) (?:you|anyone) (?:think|feel|fear|worry|believe|expect)\b|\bhave you (?:already |ever )?(?:been|filed|had|received|reported)\b"
)
_INQUIRY = re.compile(
    r"^(?:(?:and|so|ok|okay|right|well|now|but|then|also|just),? )*"
    r"(?:(?:do|does|did|are|is|have|has|was|were) (?:you|u|ya|he|she|they|it|your|the|that|this|any(?:one|body|thing)?|some(?:one|body|thing)|there)\b"
    r"|(?:who|when|where|whose|which(?: \w+)?) (?:is|are|was|were|do|does|did|has|have|had|else)\b|who's\b|what(?:'s|s| is| are| was| do| does| did| kind| sort| time| day)\b|how (?:is|are|do|does|did|long|much|many|often|old|far)\b|how'?s\b)"
)
"""A question about how things are."""
_POINTED = re.compile(
    r"\b(?:want\w*|wanna|like|prefer|rather|fancy|mind|enjoy|care|if|when we|before we|happen\w*|think|know|knows|reali[sz]e\w*|understand|aware|find out|hear(?:s)? (?:about|of)|ready|waiting|supposed|going to|gonna|will|would|could|might|can we|should we|should i|forget|us to|me to|in case (?:we|i|they|it)|for when (?:we|i|they))\b"
)
"""What turns a question into a hint: a wish, a consequence, somebody who might learn of it."""
_UNDISPUTED = re.compile(
    r"\b(?:rest|remainder|remaining|part|parts|portion|bit|bits|amount|balance|others?|other (?:\w+ ){0,2}\w+|items?|lines?|invoices?|ones?|months?)\b.{0,24}?(?:\bundisputed\b|(?:\bnot\b|n't\b)(?: \w+){0,2}? disput\w*|\bagree\w*\b)|\bundisputed\b"
)
"""What is left when the disputed part is set aside: naming it refuses nothing."""
_KEPT = re.compile(
    r"(?:\bnot|\bnever|n't|\bnothing|\b(?:do|does|wo|wi)nt)\b[^.!?]{0,25}?\b(?:end|affect|chang|tak|cost|los|remov|waiv|touch|shorten)\w*\b[^.!?]{0,25}?\b(?:rights?|disput\w+)\b"
)
"""“It does not end your right to dispute”: the right is kept, nothing is refused."""
_NOTHING_DUE = re.compile(
    r"(?<!means )(?<!mean )(?<!that )\byou (?:(?:do not|don't|dont|won't|wont) (?:have|need) to|needn't|neednt|need not) (?:pay|send|do)\b"
)
"""“You don't have to pay while they look” says that a dispute stops the collecting; “doesn't mean you don't have to pay” does not."""
_ASSENT = re.compile(r"^(?:(?:ok|okay|yeah|yes|right|oh),? )*cool\b(?! (?:it|off|down|your|yourself|head))")
"""“Cool”, as people say yes."""
_SOOTHES = re.compile(
    r"\b(?:calm|relax|chill|settle|easy|slow|breathe?|shout\w*|yell\w*|tone|voice|temper|hysteric\w*|dramatic|emotional|worked up|upset|angry)\b"
)


_UNPAID = re.compile(
    r"\b(?:(?:did|has|have|had|was|were|is|are|does|could|wo|would)(?: not|n't|nt)|never)\b(?: \w+){0,2} (?:com|came|gone|go|went|clear|receiv|tak|process|paid|pay|arriv|ma[dk]|reach|g[eo]t|show|land|through)"
    r"|\b(?:bounc\w+|declin\w+|failed|returned|rejected|reversed|missed|behind|overdue|arrears|past due|outstanding)\b"
)


_UNDERSTOOD = re.compile(
    r"\W*(?:(?:ok(?:ay)?|right|yes|yeah|well|sure|oh|no|alright)[, ]+)*(?:i |we )?(?:(?:do|completely|totally|fully|really|can) )?(?:understand|understood|see|hear you|get it|get that|appreciate that)"
    r"(?: that| it| you| completely| fully)?\W*"
)


def unpaid(words: str) -> bool:
    """Whether money is said not to have come, which confirms no payment."""
    return bool(_UNPAID.search(words))


def assents(words: str) -> bool:
    """Whether “cool” only says yes here, and nothing else tells anybody to calm down."""
    return bool(_ASSENT.search(words)) and not _SOOTHES.search(words)


def only_understands(words: str) -> bool:
    """Whether "I understand" is all that is said, which values nothing that was told."""
    return _UNDERSTOOD.fullmatch(words) is not None


def weigh(act: str, sentence: str, start: int, end: int, says_not: bool = False) -> Polarity:
    """What the match at `start:end` of a sentence amounts to. `says_not`: the frame has a "not" of its own."""
    if act == "refuse-identity" and _WHO_YOU_ARE.search(sentence):
        return "mentioned"
    if _REPORTED.search(sentence) or _QUESTION_ABOUT.search(sentence):
        return "mentioned"
    if act == "refuse-dispute" and any(each.search(sentence) for each in (_UNDISPUTED, _KEPT, _NOTHING_DUE)):
        return "mentioned"
    if act in THREATS and _INQUIRY.search(sentence) and not _POINTED.search(sentence):
        return "mentioned"
    if act in NEGATIVE_BY_NATURE:
        return "asserted"
    before = sentence[:start]
    boundaries = list(_BOUNDARY.finditer(before))
    scope = before[boundaries[-1].end() :] if boundaries else before
    inside = sentence[start:end]
    cut = _BOUNDARY.search(inside)
    if _NEGATOR.search(scope) or (not says_not and _NEGATOR.search(inside[: cut.start()] if cut else inside)):
        return "denied"
    return "asserted"


def denies(words: str) -> bool:
    """Whether words say "no" to something, as a denial must."""
    said = _CONDITION.sub(" ", words)
    return bool(_NEGATOR.search(said) or _SAFE.search(said))


def negated_before(sentence: str, start: int) -> bool:
    """Whether a "not" governs what starts at `start`."""
    before = sentence[:start]
    boundaries = list(_BOUNDARY.finditer(before))
    return bool(_NEGATOR.search(before[boundaries[-1].end() :] if boundaries else before))
