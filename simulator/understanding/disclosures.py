"""The mini-Miranda by its two ideas, in any wording (12 CFR 1006.18(e)); one idea alone is `disclose-collector`.

Owns what the rule asks for word by word, which no likelihood should decide. Never judges whether it was due.
"""

from __future__ import annotations

import re

from simulator.understanding.exclusions import Candidate

_COLLECT = re.compile(
    r"\b(?:attempt\w*|trying|try|calling|here|contact\w*|call|purpose|order|reach\w*)(?: \w+){0,4} (?:to )?collect(?:ing)?\b(?: \w+){0,4} (?:debts?|balance|account|money)"
    r"|\bdebt collect(?:or|ion)s?\b|\bcollection agency\b|\bcollect(?:ing|ion of)? (?:on )?(?:a|this|the|your) debt\b"
)
_USED = re.compile(
    r"\b(?:information|info|anything|whatever|everything|what you)\b[^.?!]{0,70}\b(?:used?|using)\b[^.?!]{0,40}\b(?:purpose|that|this|collect\w*|it|debt)\b"
)
_NOT_COLLECTOR = re.compile(r"\b(?:not|n't)(?: \w+){0,2} (?:a |an )?(?:debt collect|collection agency)")


def find_disclosures(low: str) -> list[Candidate]:
    """The disclosure in a normalised text, if both ideas or the first one stand in it."""
    if "collect" not in low or _NOT_COLLECTOR.search(low):
        return []
    collect, used = _COLLECT.search(low), _USED.search(low)
    if not collect:
        return []
    if used:
        start, end = min(collect.start(), used.start()), max(collect.end(), used.end())
        return [Candidate("mini-miranda", start, end, 0.97, (start, end), "frame")]
    return [Candidate("disclose-collector", collect.start(), collect.end(), 0.9, collect.span(), "frame")]
