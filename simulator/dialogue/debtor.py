"""One turn of the debtor: what was heard goes in, events come out.

Owns the order: flags, mood, the statechart's lines, statuses and concerns (`raising.py`), composition, endings. Pure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from scenarios.model.flow import Feelings, Reaction
from scoring.transcript import HeardAct
from simulator.dialogue import raising
from simulator.dialogue.asides import LINES, REMARK, place
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import (
    AgentSpoke,
    Agreed,
    CallEnded,
    ConcernRaised,
    DebtorSpoke,
    Event,
    FlagsRaised,
    ReactionTaken,
    StateEntered,
    StatusRaised,
)
from simulator.dialogue.facts import COLLECTS, WORN_DOWN, facts_of, raised_by
from simulator.dialogue.moment import Moment
from simulator.dialogue.mood import move
from simulator.dialogue.moves import perform
from simulator.dialogue.state import CallState, apply
from simulator.dialogue.wording import Part, Wording, compose, led

_PRESSES = COLLECTS | {"recap-arrangement"}
"""Agent acts that go on about money after a status has come up."""
Hear = Callable[[str], tuple[HeardAct, ...]]


class Debtor:
    """Answers turn by turn. Holds nothing but the cast."""

    def __init__(self, cast: Cast, hear: Hear | None = None) -> None:
        """`hear` tells what an author's own line does, where the file does not say."""
        self.cast = cast
        self.hear = hear

    def pick_up(self) -> tuple[Event, ...]:
        """The first words of the call: a greeting, or what they write of; nothing where the agent is first."""
        if self.cast.flow.first_word == "agent":
            return ()
        turn = _Turn(self.cast, self.cast.opening(), self.hear)
        turn.open()
        return tuple(turn.events)

    def respond(
        self, state: CallState, text: str, acts: tuple[HeardAct, ...], at: float, plain: bool = True
    ) -> tuple[Event, ...]:
        """The events of one exchange: the agent's words, what they change, and the reply. `plain`: they are words that people know."""
        turn = _Turn(self.cast, state, self.hear)
        turn.happen(AgentSpoke(state.turn, text, acts, at))
        nothing = place(text, plain, state.unplaced) if text.strip() else "silence"
        turn.listen(acts, nothing)
        return tuple(turn.events)


class _Turn:
    """Works one exchange out; thrown away afterwards."""

    def __init__(self, cast: Cast, state: CallState, hear: Hear | None) -> None:
        self.cast = cast
        self.hear = hear
        self.before = state
        self.state = state
        self.events: list[Event] = []
        self.parts: list[Part] = []
        self.wording = Wording(cast, state)
        self.feelings: list[tuple[str, Feelings]] = []

    def happen(self, *events: Event) -> None:
        for event in events:
            self.events.append(event)
            self.state = apply(self.state, event)
        self.wording.see(self.state)

    def open(self) -> None:
        act = self.cast.flow.opens_with
        if not self._raise_status():
            line = self.wording.say(act) or "Hello?"
            self.parts = [Part(line, (act,), "answer", "the phone rang" if act == "answer" else "nobody picked up")]
        self._utter()

    def listen(self, acts: tuple[HeardAct, ...], nothing: str) -> None:
        """`nothing` is what the words are where no act was heard in them."""
        flags = dict.fromkeys(flag for heard in acts for flag in raised_by(heard.act, self.state))
        new = tuple(flag for flag in flags if flag not in self.state.flags)
        if new:
            self.happen(FlagsRaised(new))
        if acts:
            names = [heard.act for heard in acts]
            pressed = bool(self.before.statuses) and any(name in COLLECTS for name in names)
            self.happen(move(self.cast, self.before, names, pressed=pressed))
        if self.cast.flow.states[self.state.state].silent:
            for heard in acts:
                self._pass(heard.act)
            return
        if self.state.patience <= 0 or (
            self.state.trust <= 3 and self.state.patience < 30 and "rude" in self.state.flags
        ):
            self._hang_up()
            return
        raised = self._raise_status()
        acts = _chosen(acts, self.state)
        for heard in acts or (HeardAct(nothing),):
            if not (raised and heard.act in COLLECTS):  # what just came up outweighs the asking
                self._answer(heard)
        if not raised:
            self._raise_status()
        if self.state.ended is None:
            self._raise_concern()
        if self.feelings:
            self.happen(move(self.cast, self.state, (), self.feelings))
        self._speak("" if acts else nothing)

    def _answer(self, heard: HeardAct) -> None:
        noted = raising.answer_after(self.cast, self.state, self.wording, heard)
        if noted:
            self.parts.append(noted)
            if not self._leads_on(heard.act):
                return
        pressed = bool(self.state.statuses) and heard.act in _PRESSES
        if pressed and (any(part.why.startswith("pressed") for part in self.parts) or self._say_again()):
            return
        if pressed and WORN_DOWN not in self.state.flags and raising.gives_in(self.cast, self.state):
            self.happen(FlagsRaised((WORN_DOWN,)))
        self._follow(heard, silent_part=bool(noted))

    def _follow(self, heard: HeardAct, silent_part: bool = False) -> None:
        name, number = self.cast.chart.hear(self.state.state, heard.act, facts_of(self.state), self.state.taken)
        if number is None:
            return
        reaction = self.cast.chart.reactions[number]
        self.happen(ReactionTaken(number, heard.act))
        if reaction.feels is not None:
            self.feelings.append((f"the line on {heard.act}", reaction.feels))
        outcome = perform(Moment(self.cast, self.state, self.wording, heard, reaction))
        if not silent_part:
            self.parts.extend(replace(part, must=True) if outcome.events else part for part in outcome.parts)
        self.happen(*outcome.events)
        self._enter(name, heard.act, reaction)
        if any(isinstance(event, Agreed) for event in outcome.events):
            self._follow(HeardAct("agreement"))

    def _pass(self, act: str) -> None:
        """Where nobody answers, only the flow moves on."""
        name, number = self.cast.chart.hear(self.state.state, act, facts_of(self.state), self.state.taken)
        if number is not None:
            self.happen(ReactionTaken(number, act))
            self._enter(name, act, self.cast.chart.reactions[number])

    def _leads_on(self, act: str) -> bool:
        return any(act in reaction.hears and reaction.goes_to for reaction in self.cast.chart.reactions)

    def _enter(self, name: str, because: str, reaction: Reaction) -> None:
        if name == self.state.state:
            return
        target = self.cast.flow.states[name]
        self.happen(StateEntered(name, target.phase, because))
        if target.ends:
            reason = "agreed" if self.state.agreement else "stopped" if self.state.statuses else "closed"
            self.happen(CallEnded(reason, "debtor" if because in ("enough", "status") else "agent"))

    def _say_again(self) -> bool:
        part = raising.say_again(self.cast, self.state, self.wording)
        self.parts += [part] if part else []
        return part is not None

    def _raise_status(self) -> bool:
        raised = raising.next_status(self.cast, self.state, self.wording)
        if raised is None:
            return False
        status, part = raised
        self.parts = [each for each in self.parts if each.must or each.weight == "react"] + [part]
        self.happen(StatusRaised(status))
        self._follow(HeardAct("status"))
        return True

    def _raise_concern(self) -> None:
        answers = [part for part in self.parts if part.weight in ("answer", "status")]
        if len(answers) > 1 or (self.state.statuses and answers):
            return
        raised = raising.next_concern(self.cast, self.state, self.wording)
        if raised is not None:
            number, part = raised
            self.parts.append(part)
            self.happen(ConcernRaised(number))

    def _hang_up(self) -> None:
        line = self.wording.say("enough") or self.cast.tongue.leaving
        because = f"patience {self.state.patience}, trust {self.state.trust}"
        self.parts = [Part(line, ("hang-up",), "answer", because)]
        name, number = self.cast.chart.hear(self.state.state, "enough", facts_of(self.state), self.state.taken)
        if number is not None:
            self.happen(StateEntered(name, self.cast.flow.states[name].phase, "enough"))
        self._utter()
        self.happen(CallEnded(f"the debtor hung up ({because})", "debtor"))

    def _speak(self, unplaced: str) -> None:
        if not self.parts and self.state.ended is None:
            line = self.wording.say(LINES[unplaced]) if unplaced in LINES else None
            asks = line is None and unplaced not in ("", REMARK)
            line = line or self.wording.say("not-understood" if asks else "backchannel")
            if line is None:
                line = self.wording.remind(self.cast.tongue.nods, "backchannel") or "…"
            self.parts = [Part(line, ("ask-repeat" if asks else "backchannel",), "fill", "nothing else to say")]
        if self.parts:
            ended = self.state.ended is not None
            self._utter()
            if ended and isinstance(self.events[-1], DebtorSpoke):
                self._end_last()

    def _utter(self) -> None:
        if any(part.weight == "status" for part in self.parts):  # such an answer needs no other reaction
            self.parts = [part for part in self.parts if part.weight != "react"]
        text, acts, kept = compose(self.parts, self.hear)
        lines = tuple(part.line for part in kept)
        lead = self.wording.lead_in(kept)
        if lead:
            text, acts = led(lead, text, acts)
            lines += (lead,)
        spoke = DebtorSpoke(
            self.state.turn,
            self.cast.speaker,
            text,
            acts,
            lines,
            tuple(part.why for part in kept),
        )
        self.happen(spoke)

    def _end_last(self) -> None:
        """The goodbye comes before the end of the call."""
        ended = next(index for index, event in enumerate(self.events) if isinstance(event, CallEnded))
        self.events.append(self.events.pop(ended))


def _chosen(acts: tuple[HeardAct, ...], state: CallState) -> tuple[HeardAct, ...]:
    """Of several terms in one breath the debtor answers the gentler ones, not the demand for everything; and taking their
    own figure is no new proposal of it."""
    if state.offers and any(heard.act == "accept-offer" for heard in acts):
        last = state.offers[-1].amount
        acts = tuple(
            heard for heard in acts
            if not (heard.act in ("offer-plan", "ask-any-payment") and Decimal(str(heard.slots.get("amount", last))) == last)
        )  # fmt: skip
    asked = {heard.act for heard in acts}
    if asked & {"offer-settlement", "offer-plan", "offer-deferral"}:
        return tuple(heard for heard in acts if heard.act not in ("ask-full-payment", "ask-down-payment"))
    if "ask-down-payment" in asked:  # a part that is also asked for as any sum is one part
        return tuple(heard for heard in acts if heard.act not in ("ask-full-payment", "ask-any-payment"))
    return acts
