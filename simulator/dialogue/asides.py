"""What becomes of words in which no act was heard: a remark is let pass, a question evaded, and the rest is asked back.

Owns telling these apart: asked back is what is no plain talk, a remark with a figure in it, and every third running. Never hears, and never chooses the words of the answer. It says nothing about what was meant, so nothing is scored.
"""

from __future__ import annotations

import re

REMARK, QUESTION, NOTHING = "remark", "question", "nothing"
ASKED_BACK_EVERY = 3
"""Of words running that nobody could place, every so many are asked back: who is only nodded at never learns that they were not followed."""
_LEADS = r"(?:(?:and|so|but|ok|okay|well|right|oh|ah|hi|now|then|alright|sorry|please|just|um|uh|er)[,.…!-]* +)*"
_ASKS = (
    r"(?:what|when|where|which|who|whom|whose|why|how"
    r"|(?:(?:do|does|did|is|are|was|were|have|has|had|could|would|should)(?:n't)?|can(?:'t)?|will|won't|shall|may|might)"
    r" (?:i|you|u|ya|y'all|he|she|it|we|they|that|this|there|your|the|anyone|anybody|someone|somebody|any|my|our|his|her|their)\b)"
)
_FIGURE = re.compile(r"[$£€₹] ?\d|\d{2}|%|\bper ?cent\b|\b(?:hundred|thousand|half|third|quarter)\b", re.I)
"""Where a figure is named a nod may pass for a yes."""
_QUESTION = re.compile(rf"[?？]|(?:^|[.!;,] *){_LEADS}{_ASKS}", re.I)


def place(text: str, plain: bool, running: int) -> str:
    """What such words are to the listener. `plain`: made of words that people know; `running`: turns before this that nobody could place."""
    if not plain or running % ASKED_BACK_EVERY == ASKED_BACK_EVERY - 1:
        return NOTHING
    if _QUESTION.search(text.replace("’", "'")):
        return QUESTION
    return NOTHING if _FIGURE.search(text) else REMARK
