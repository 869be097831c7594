"""Empathy as an answer: how deeply what the debtor voiced was answered, and whether anything followed.

Depth follows EPITOME (Sharma et al., EMNLP 2020): emotional reaction, interpretation and exploration, none, weak or strong,
over the pair of turns. Each opportunity is credited once; unsolicited empathy earns nothing; a sentence said again costs; an
answer that leaves a question unanswered and asks for money instead earns half. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from scoring.listening import Listening, listen
from scoring.opportunities import NAMES, Voiced, find_opportunity
from scoring.stops import COLLECTS
from scoring.transcript import HeardAct, Transcript, Turn

REACTIONS = frozenset(
    ["acknowledge-hardship", "condole", "validate", "apologise", "reassure", "affirm", "deny-threat", "offer-choice"]
)
INTERPRETATIONS = frozenset(["reflect-feeling", "reflect-content"])
EXPLORATIONS = frozenset(["ask-reason", "ask-wellbeing", "ask-finances", "ask-ability", "ask-dispute-details"])
AGAINST = frozenset(
    ["dismiss", "blame", "calm-down", "empathy-but", "hijack", "insult", "threaten-lawsuit", "threaten-arrest", "threaten-garnish",
     "threaten-credit", "threaten-publicity", "press-to-borrow", "false-urgency"]
)  # fmt: skip
"""Acts that undo an answer."""
FOLLOWS = frozenset(
    ["offer-plan", "offer-deferral", "offer-settlement", "offer-fee-waiver", "pause-collection", "signpost-advice", "offer-support",
     "ask-ability", "explain-options", "accept-offer", "acknowledge-dispute", "offer-validation", "honour-contact-preference",
     "deny-threat", "ask-attorney", "transfer", "ask-estate-contact", "offer-callback", "honour-cease"]
)  # fmt: skip
"""Acts by which something fitting follows."""
WANTS = {
    "ask-consequence": ("state-consequence", "deny-threat", "explain-credit-reporting", "state-limit", "reassure", "explain-rights"),
    "ask-options": ("explain-options", "offer-plan", "offer-settlement", "offer-deferral", "ask-ability", "signpost-advice", "offer-support", "reassure"),
    "ask-proof": ("offer-validation", "explain-rights", "acknowledge-dispute", "state-debt"),
    "ask-who-calling": ("identify-self", "identify-company", "disclose-collector", "mini-miranda", "state-purpose-neutral"),
    "ask-amount": ("state-debt",),
    "ask-writing": ("offer-validation", "honour-contact-preference"),
    "cease-request": ("honour-cease",),
    "ask-more-time": ("offer-deferral", "accept-offer", "reject-offer", "offer-plan", "pause-collection", "state-limit"),
    "dispute": ("acknowledge-dispute", "ask-dispute-details", "offer-validation", "pause-collection", "explain-rights"),
}  # fmt: skip
"""What was asked, and the acts that answer it."""
_WORD = re.compile(r"[a-z]{4,}")
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_COMMON = frozenset(
    "this that with have been from they them your what when were will just like know only much very also about there their would could should really because thank thanks please today still going some make made more than then into over even back want need tell said sorry hear understand".split()  # noqa: SIM905
)
STOCK = 0.4
"""EPITOME level of a sympathetic phrase that could be said to anybody."""
_GROUNDED = frozenset({*INTERPRETATIONS, "deny-threat", "ask-wellbeing", "condole"})
"""Acts that take up what was said by what they are."""
TAKES_UP = 1.0
"""EPITOME level of a sentence that says what was told in its own words, where the ear heard no reflection."""
SHARED_WORDS, SHARED_SHARE = 2, 0.5
"""How many content words of such a sentence were the other's, at least, and which share of its content words."""
GENERIC = 0.3
"""Most that a stock phrase without a word of what was said can earn."""
AGAIN = 0.15
"""Cost of the same sympathetic sentence a second time."""
IGNORED = 0.5
"""What an answer is multiplied with that leaves what was asked and asks for money."""
TAKEN_UP = 0.5
"""Credit from which what followed counts in full: an option after a stock phrase is no follow-through."""
LISTENING = 0.1
"""Share of the listening measures in the score."""


@dataclass(frozen=True)
class Opportunity:
    """One thing the debtor voiced, and what became of it."""

    turn: int
    kind: str
    weight: float
    credit: float
    """−0.5 to 1."""
    followed: bool
    answered_at: int | None
    cues: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def met(self) -> str:
        """`full`, `partial` or `missed`."""
        return "full" if self.credit >= 0.6 else "partial" if self.credit >= 0.2 else "missed"

    def as_json(self) -> dict[str, object]:
        """The object of the contract."""
        return {
            "turn": self.turn,
            "kind": self.kind,
            "met": self.met,
            "answered_at": self.answered_at,
            "cues": list(self.cues),
        }


@dataclass(frozen=True)
class Empathy:
    """The empathy of one call."""

    score: float | None
    """0–100; None when nothing was voiced."""
    opportunities: tuple[Opportunity, ...] = field(default=())
    listening: Listening = field(default_factory=Listening)


@dataclass
class _Said:
    """Sympathetic sentences so far, to know one again."""

    words: list[frozenset[str]] = field(default_factory=list)
    repeated: int = 0

    def again(self, words: frozenset[str]) -> bool:
        """Whether the sentence was said before; remembers it."""
        if any(len(words & earlier) / max(1, len(words | earlier)) >= 0.8 for earlier in self.words):
            self.repeated += 1
            return True
        self.words.append(words)
        return False


def score_empathy(transcript: Transcript) -> Empathy:
    """Find the opportunities and credit the answers."""
    found: list[Opportunity] = []
    said = _Said()
    turns = transcript.turns
    for position, turn in enumerate(turns):
        voiced = find_opportunity(turn) if turn.speaker != "agent" else None
        if voiced is None:
            continue
        answers = [each for each in turns[position + 1 :] if each.speaker == "agent"][:3]
        if not answers:
            continue  # the call was over: there was nothing to answer with
        if any(each.kind == voiced.kind and each.met != "missed" for each in found):
            continue  # the same thing again, which has been answered: credited once
        found.append(_credit(turn, voiced, answers, said))
    heard = listen(transcript)
    if not found:
        return Empathy(None, (), heard)
    total = sum(each.weight for each in found)
    credit = sum(each.credit * each.weight for each in found) / total
    followed = sum(each.weight for each in found if each.followed) / total
    answered = 0.7 * credit + 0.3 * followed * min(1.0, max(0.0, credit) / TAKEN_UP)
    score = (1 - LISTENING) * answered + LISTENING * heard.share * (credit > 0.1)
    return Empathy(round(max(0.0, min(100.0, 100 * score)), 1), tuple(found), heard)


def _credit(turn: Turn, voiced: Voiced, answers: Sequence[Turn], said: _Said) -> Opportunity:
    first = answers[0]
    before = said.repeated
    best, cues = _depth(turn, voiced, first, said)
    at = first.index if cues else None
    if best <= 0.2 and len(answers) > 1:  # a required disclosure may come between
        later, later_cues = _depth(turn, voiced, answers[1], said)
        if later / 2 > best:
            best, cues, at = later / 2, later_cues, answers[1].index
    against = tuple(sorted({heard.act for heard in first.acts if heard.act in AGAINST}))
    if _ignores(turn, first):
        best *= IGNORED
    credit = max(-0.5, min(1.0, best) - 0.5 * len(against) - AGAIN * (said.repeated - before))
    followed = any(each.has(*FOLLOWS) for each in answers)
    return Opportunity(turn.index, voiced.kind, voiced.weight, round(credit, 3), followed, at, cues, against)


def _ignores(turn: Turn, answer: Turn) -> bool:
    """Whether something was asked, not answered, and money asked for instead."""
    asked = [heard.act for heard in turn.acts if heard.act in WANTS]
    if not asked or not answer.has(*COLLECTS):
        return False
    return not any(answer.has(*WANTS[act]) for act in asked)


def _depth(voiced: Turn, what: Voiced, answer: Turn, said: _Said) -> tuple[float, tuple[str, ...]]:
    """0–1 for one answer, and the acts it rests on."""
    told = content(voiced.text)
    stems = [stem for act in what.acts for stem in NAMES.get(act, "").split()]
    grounded, level = False, 0.0
    cues: list[str] = []
    for heard in answer.acts:
        quote = answer.quote(heard.span)
        words = frozenset(content(quote) or {heard.act})
        specific = bool(told & words) or any(stem in quote.lower() for stem in stems)
        worth = _worth(heard, what, specific)
        if worth <= 0:
            continue
        if heard.act in REACTIONS and said.again(words):
            continue  # the same sentence again
        level += worth
        grounded = grounded or specific or heard.act in _GROUNDED
        cues.append(heard.act)
    if not answer.has(*INTERPRETATIONS) and _says_it_back(told, answer):
        level, grounded = level + TAKES_UP, True
        cues.append("reflect-content")
    if not grounded:
        return (min(level / 2, GENERIC), tuple(cues))
    return min(1.0, level / 2), tuple(cues)


def _says_it_back(told: set[str], answer: Turn) -> bool:
    """Whether a statement of the answer is made of what was just told, and neither demands nor hurts."""
    barred = [heard.span for heard in answer.acts if heard.act in AGAINST or heard.act in COLLECTS]
    for sentence in _SENTENCE.finditer(answer.text):
        start, end = sentence.span()
        if sentence.group().rstrip().endswith("?") or any(start < stop and begin < end for begin, stop in barred):
            continue
        words = content(sentence.group())
        if len(words & told) >= max(SHARED_WORDS, SHARED_SHARE * len(words)):
            return True
    return False


def _worth(heard: HeardAct, what: Voiced, specific: bool) -> float:
    """EPITOME level (0–2) that one act adds."""
    if heard.act == "reflect-feeling":
        return 1.5
    if heard.act == "reflect-content":
        return 1.5 if specific else 0.7
    if heard.act == "deny-threat":
        return 1.4 if what.acts & {"express-fear", "express-distress"} else 0.6
    if heard.act == "condole":
        return 1.5 if what.acts & {"deceased", "hardship", "express-distress"} else 0.4
    if heard.act in REACTIONS:
        return 1.1 if specific else STOCK
    if heard.act in EXPLORATIONS and what.act not in ("express-anger", "deceased"):
        return 0.9 if heard.act == "ask-wellbeing" or specific else 0.4
    return 0.0


def content(text: str) -> set[str]:
    """Content words, cut to their first five letters so that 'hours' meets 'hour'."""
    return {word[:5] for word in _WORD.findall(text.lower()) if word not in _COMMON}
