"""Predicates on how the right to dispute is spoken of: made to hang on a payment, or said to be over once money has moved.

Owns the words that take the right away in one sentence with a payment. Where acts alone say it (an argued-away dispute), rules do.
"""

from __future__ import annotations

import re

from scoring.compliance.case import Case
from scoring.compliance.written import Note
from scoring.transcript import Turn

_SENTENCE = re.compile(r"[^.!?]+")
_RIGHT = re.compile(
    r"\b(?:rights?|thirty days|30 days|chance to (?:dispute|question|object)|(?:to )?dispute\w*)\b", re.I
)
_ENDS = re.compile(
    r"\b(?:go(?:es)? away|(?:is|are|be|'s|'re) (?:gone|lost|over|off)|laps\w+|expires?|ends?|disappears?|vanish\w*|run(?:s)? out|los(?:e|es|ing)"
    r"|waiv\w+|giv(?:e|es|ing) up|forfeit\w*|(?:can't|cannot|can no longer|no longer) (?:dispute|question|object))\b",
    re.I,
)
_PAYS = re.compile(r"\b(?:pay|paid|pays|paying|payment|settle\w*|agree\w*|sign\w*|in full)\b", re.I)
_STAYS = re.compile(
    r"\b(?:(?:do|does|did|wo|would|will|is|are)(?:n't| not|nt)|never|without|stays?|keeps?|whether or not|either way|not)\b",
    re.I,
)
_UNPAID = re.compile(
    r"\b(?:if|unless|until)\b[^,;.!?]*?\b(?:pay|paid|pays|paying|payment|settle\w*|agree\w*|sign\w*)\b", re.I
)
"""The condition itself: its "not" keeps no right."""


def right_on_condition(turn: Turn, case: Case) -> list[Note]:
    """The right to dispute is said to end with, or without, a payment (15 U.S.C. 1692g(b); 12 CFR 1006.38(b)).

    It ends thirty days after the notice and by nothing else; saying that date is fine, and so is "paying does not change it".
    """
    if turn.speaker != "agent":
        return []
    for sentence in _SENTENCE.finditer(turn.text):
        words = sentence.group().replace("’", "'")
        if (
            _RIGHT.search(words)
            and _ENDS.search(words)
            and _PAYS.search(words)
            and not _STAYS.search(_UNPAID.sub(" ", words))
        ):
            because = "The right to dispute hangs on no payment: it lasts until thirty days after the notice."
            return [Note(turn.index, sentence.span(), because)]
    return []
