"""Checks names: acts, states, facts, placeholders and guard facts must exist.

Owns the codes `ref/*`. Never reads files and never looks at the shape of a flow's graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from scenarios.guard import Guard
from scenarios.model.act import Vocabulary
from scenarios.model.flow import Flow, Reaction
from scenarios.model.persona import Moodful, Persona, Voice
from scenarios.model.scenario import Scenario
from scenarios.nearness import did_you_mean
from scenarios.problems import Problems
from scenarios.source import Document, Path_

DECISIONS = ("consider-offer", "answer-ask", "give-detail", "tell-reason", "end-call")
"""What a reaction may do besides debtor acts; `simulator.dialogue.moves` carries them out."""
CALL_FACTS = (
    "trust", "patience", "stress", "turn", "identified", "company-named", "asked-for-person", "confirmed", "verified",
    "debt-told", "mini-miranda", "recording-told", "reason-told", "offer-made", "agreed", "dated", "recapped",
    "us-collector", "status-raised", "status-honoured", "pressed", "worn-down", "threat-denied", "rude", "empathised", "asked-reason", "asked-ability", "callback",
    "outbound", "inbound", "details-given", "misheard", "stopped", "owes", "asked-to-hold",
    "method-told",
)  # fmt: skip
"""Facts of a call that guards may look at; `simulator.dialogue.facts` provides them."""
PLACEHOLDERS = (
    "name", "first_name", "company", "creditor", "balance", "amount", "date", "detail", "agent", "holder", "method",
    "count", "payday", "income", "left", "savings",
)  # fmt: skip
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
EXTRA_HEARD = ("nothing", "remark", "question", "proposal", "silence", "agreement", "status", "enough")
"""Happenings that a flow may react to besides agent acts."""


class ReferenceCheck:
    """Checks the names in one document."""

    def __init__(self, vocabulary: Vocabulary, document: Document, problems: Problems) -> None:
        self.vocabulary = vocabulary
        self.document = document
        self.problems = problems

    def _add(self, code: str, place: Path_, message: str, hint: str) -> None:
        mark = self.document.mark(place)
        self.problems.add(code, mark.line, mark.column, message, hint)

    def act(self, side: str, name: str, place: Path_, extra: Iterable[str] = ()) -> None:
        """`name` must be an act of that side (or one of `extra`)."""
        known = [*self.vocabulary.side(side), *extra]
        if name not in known:
            self._add("ref/unknown-act", place, f"'{name}' is not an act of the {side}.", did_you_mean(name, known))

    def kind(self, act: str, kind: str | None, place: Path_) -> None:
        """A kind must be one of its act's, where the act has a closed list."""
        found = self.vocabulary.debtor.get(act)
        if kind is not None and found is not None and found.kinds and kind not in found.kinds:
            hint = did_you_mean(kind, found.kinds) or f"Kinds of {act}: {', '.join(found.kinds)}."
            self._add("ref/unknown-kind", place, f"'{kind}' is not a kind of {act}.", hint)

    def guard(self, guard: Guard | None, place: Path_, extra: Iterable[str] = ()) -> None:
        """Every fact of the guard must exist."""
        known = [*CALL_FACTS, *extra]
        for name in guard.names if guard else ():
            if name not in known:
                hint = did_you_mean(name, known)
                self._add("ref/unknown-fact", place, f"'{name}' is not a fact of a call.", hint)

    def lines(self, lines: Iterable[object], place: Path_) -> None:
        """Every {placeholder} in the lines must exist."""
        for number, line in enumerate(lines):
            if isinstance(line, Moodful):
                self.guard(line.guard, (*place, number))
                self.lines(line.says, (*place, number, "says"))
                continue
            for name in _PLACEHOLDER.findall(str(line)):
                if name not in PLACEHOLDERS:
                    hint = did_you_mean(name, PLACEHOLDERS)
                    self._add(
                        "ref/unknown-placeholder",
                        (*place, number),
                        f"'{{{name}}}' is filled by nothing.",
                        hint,
                    )

    def reactions(self, reactions: Iterable[Reaction], states: Iterable[str], facts: Iterable[str] | None) -> None:
        """Names in lines of dialogue. `facts` is None in a flow, which serves many personas."""
        states = list(states)
        told = [f"told-{fact}" for fact in facts or ()]
        for number, reaction in enumerate(reactions):
            place: Path_ = ("dialogue", number)
            for name in reaction.hears:
                self.act("agent", name, (*place, "hears"), EXTRA_HEARD)
            for name in (*reaction.when, *([reaction.goes_to] if reaction.goes_to else [])):
                if name not in states:
                    key = "goes_to" if name == reaction.goes_to else "from"
                    hint = did_you_mean(name, states)
                    self._add("ref/unknown-state", (*place, key), f"'{name}' is not a state of the flow.", hint)
            if reaction.does:
                self.act("debtor", reaction.does, (*place, "does"), (*DECISIONS, *SPOKEN_KEYS, *OCCASION_KEYS))
            for name in reaction.acts:
                self.act("debtor", name, (*place, "acts"))
            if reaction.reveals and facts is not None and reaction.reveals not in facts:
                hint = did_you_mean(reaction.reveals, facts)
                self._add("ref/unknown-fact", (*place, "reveals"), f"The persona has no '{reaction.reveals}'.", hint)
            self.guard(reaction.guard, (*place, "if"), told)
            self.lines(reaction.says, (*place, "says"))


def check_persona(persona: Persona, vocabulary: Vocabulary, document: Document, problems: Problems) -> None:
    """Names inside one persona."""
    check = ReferenceCheck(vocabulary, document, problems)
    told = [f"told-{fact}" for fact in persona.facts]
    for name, fact in persona.facts.items():
        check.act("debtor", fact.act, ("facts", name, "act"))
        check.kind(fact.act, fact.kind, ("facts", name, "kind"))
        for act in fact.asked_by:
            check.act("agent", act, ("facts", name, "asked_by"))
        check.guard(fact.needs, ("facts", name, "needs"), told)
        for key, lines in (("says", fact.says), ("more", fact.more), ("guarded", fact.guarded)):
            check.lines(lines, ("facts", name, key))
    for number, status in enumerate(persona.statuses):
        check.guard(status.when, ("statuses", number, "when"), told)
        check.act("debtor", status.act or status.status, ("statuses", number, "act"), ("wrong-party", "third-party"))
        check.kind(status.act or status.status, status.kind, ("statuses", number, "kind"))
        check.lines(status.says, ("statuses", number, "says"))
        for act, lines in status.answers.items():
            check.act("agent", act, ("statuses", number, "answers", act))
            check.lines(lines, ("statuses", number, "answers", act))
    for number, concern in enumerate(persona.concerns):
        check.act("debtor", concern.act, ("concerns", number, "act"))
        check.guard(concern.when, ("concerns", number, "when"), told)
        check.lines(concern.says, ("concerns", number, "says"))
    _check_lines(persona.lines, check)


def check_voice(voice: Voice, vocabulary: Vocabulary, document: Document, problems: Problems) -> None:
    """Names inside one voice."""
    _check_lines(voice.lines, ReferenceCheck(vocabulary, document, problems))
    for key in (*SPOKEN_KEYS, *EVERYDAY_ACTS):
        if key not in voice.lines:
            mark = document.mark(("lines",), key=True)
            problems.add(
                "voice/missing-line", mark.line, mark.column, f"The voice has nothing to say for '{key}'.",
                "Add two or three lines; without them the debtor only says 'Okay.'", severity="warning",
            )  # fmt: skip


def _check_lines(table: dict[str, tuple[str | Moodful, ...]], check: ReferenceCheck) -> None:
    for name, lines in table.items():
        check.act("debtor", name, ("lines", name), (*SPOKEN_KEYS, *MANNER_KEYS, *OCCASION_KEYS))
        check.lines(lines, ("lines", name))


SPOKEN_KEYS = (
    "not-understood", "nothing-to-add", "counter-offer", "accept-unsure", "too-much", "no-figure", "met-with-silence",
    "enough", "softened", "stung", "not-until-known", "third-party-asked", "agreed-recap", "give-date",
    "goodbye-agreed", "goodbye-open", "goodbye-stopped", "no-reason", "status-answered", "wait", "amount-surprise",
    "not-home", "finances-closed", "thanks-back", "permission", "choice", "rights", "reassured", "boundary", "coping",
    "contact-time", "not-what-we-said",
)  # fmt: skip
"""Things a voice says that are not one debtor act."""
MANNER_KEYS = ("lead-in", "give-other-detail")
"""Ways of talking that a voice may have and need not."""
OCCASION_KEYS = ("promise-broken", "fears-for-it", "evasion", "undecided")
"""What is only sometimes needed; a voice without it passes over it."""
EVERYDAY_ACTS = (
    "answer", "confirm-identity", "affirm", "give-identity-detail", "refuse-identity-detail", "ask-who-calling",
    "suspect-scam", "backchannel", "give-finances", "offer", "accept", "agree-vaguely", "cannot-pay",
    "give-payment-detail", "promise", "refuse-to-pay", "small-talk",
)  # fmt: skip
"""Debtor acts that every voice needs lines for."""


def check_scenario(
    scenario: Scenario,
    flow: Flow,
    persona: Persona,
    vocabulary: Vocabulary,
    document: Document,
    problems: Problems,
) -> None:
    """Names inside one scenario, against its flow and persona."""
    check = ReferenceCheck(vocabulary, document, problems)
    check.reactions(scenario.dialogue, flow.states, persona.facts)
    if scenario.begins and scenario.begins not in flow.states:
        hint = did_you_mean(scenario.begins, flow.states)
        check._add("ref/unknown-state", ("begins",), f"'{scenario.begins}' is not a state of the flow.", hint)
    for act in scenario.phrases:
        check.act("agent", act, ("phrases", act))
        known = vocabulary.agent.get(act)
        if known and known.breach:
            check._add(
                "ref/breach-phrase", ("phrases", act), f"'{act}' may be a breach and is never heard by nearness.",
                "Leave it out; whether words accuse is for the model and the frames.",
            )  # fmt: skip
