"""What becomes of words in which no act was heard: a remark is let pass, a question evaded, a proposal left open, and the rest is asked back.

Owns telling these apart: asked back is what is no plain talk, a remark or proposal with a figure in it, and every third running. Never hears,
never chooses the words of the answer, and says nothing about what was meant, so nothing is scored.
"""

from __future__ import annotations

import re

REMARK, QUESTION, PROPOSAL, NOTHING = "remark", "question", "proposal", "nothing"
LINES = {QUESTION: "evasion", PROPOSAL: "undecided"}
"""What a voice says to them."""
ASKED_BACK_EVERY = 3
"""Of words running that nobody could place, every so many are asked back: who is only nodded at never learns that they were not followed."""
_LEADS = r"(?:(?:and|so|but|ok|okay|well|right|oh|ah|hi|now|then|alright|sorry|please|just|um|uh|er)[,.…!-]* +)*"
_ASKS = (
    r"(?:what|when|where|which|who|whom|whose|why|how"
    r"|(?:is|are|was|were|does|did|has|had|would|could|should|shall|might)(?:n't)? [a-z]"
    r"|(?:do|have|can|will|may|haven't|can't|won't)"
    r" (?:i|you|u|ya|y'all|he|she|it|we|they|that|this|there|your|the|anyone|anybody|someone|somebody|any|my|our|his|her|their)\b)"
)
"""What begins like this is a question; after the words of the second list only before somebody ("have a nice day", "do keep it")."""
_FIGURE = re.compile(r"[$£€₹] ?\d|\d{2}|%|\bper ?cent\b|\b(?:hundred|thousand|half|third|quarter)\b", re.I)
"""Where a figure is named a nod may pass for a yes."""
_PROPOSES = (
    r"(?:(?:shall|should|can|could|may) (?:i|we)|(?:would|do|d'|might) ?(?:you|ya|u) (?:like|want|prefer|rather|mind|fancy)"
    r"|(?:is|would) it (?:be )?(?:ok|okay|fine|all ?right|alright|better|easier) (?:if|for|to)|(?:how|what) about"
    r"|why don't (?:i|we|you)|wanna|(?:do you |d'you )?want me to|(?:would|might) (?:it|that) help)\b"
)
"""What is put to the listener to decide."""
_PROPOSAL = re.compile(rf"(?:^|[.!;,] *){_LEADS}{_PROPOSES}", re.I)
_QUESTION = re.compile(rf"[?？]|(?:^|[.!;,] *){_LEADS}{_ASKS}", re.I)


def place(text: str, plain: bool, running: int) -> str:
    """What such words are to the listener. `plain`: made of words that people know; `running`: turns before this that nobody could place."""
    if not plain or running % ASKED_BACK_EVERY == ASKED_BACK_EVERY - 1:
        return NOTHING
    words, figure = text.replace("’", "'"), _FIGURE.search(text)
    if _PROPOSAL.search(words):
        return NOTHING if figure else PROPOSAL
    if _QUESTION.search(words):
        return QUESTION
    return NOTHING if figure else REMARK
