"""Plays the scripted calls that stand beside a scenario and compares them with what they must come to.

Owns the comparison. Never prints.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scenarios.model.scenario import ScriptedCall
from scenarios.packs import Library
from scoring.compliance.packs import Shelf, choose_packs, read_shelf
from scoring.compliance.rule import Pack
from scoring.rubric import Rubric, choose_rubric
from scoring.scorecard import Scorecard, score_call
from simulator.calls.call import Call, replay
from simulator.calls.projection import regime_of, to_transcript
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import Event
from simulator.understanding.hearing import Hearing

SECONDS_A_TURN = 12.0
"""Story time between two lines of a script."""


@dataclass(frozen=True)
class ScriptResult:
    """What one scripted call came to."""

    scenario: str
    call: str
    differences: tuple[str, ...]
    played: Call
    card: Scorecard

    @property
    def passed(self) -> bool:
        """Whether everything expected came true."""
        return not self.differences


def play_script(library: Library, name: str, script: ScriptedCall, hearing: Hearing) -> ScriptResult:
    """Play one scripted call and compare. Raises as the library does."""
    cast = Cast.of(library, name, script.seed)
    call = Call(cast, hearing)
    for number, line in enumerate(script.agent):
        if call.over:
            break
        call.say(line, number * SECONDS_A_TURN)
    call.hang_up()
    if script.wrap_up is not None:
        call.wrap_up(script.wrap_up.disposition, script.wrap_up.note)
    card = score_played(call, f"{name}/{script.name}")
    return ScriptResult(name, script.name, tuple(_differences(script, call, card)), call, card)


def packs_of(cast: Cast) -> list[Pack]:
    """The rule packs in force where the calls of a cast stand. Raises RightpartyError as choosing does."""
    return choose_packs(regime_of(cast.scenario), (), read_shelf(*cast.rule_folders))


def score_played(call: Call, call_id: str, rules: tuple[str, ...] = (), rubric: str | None = None) -> Scorecard:
    """The scorecard of a practised call under its scenario's rubric and packs, unless others are named."""
    return score_events(call.cast, call.events, call_id, rules, rubric=rubric)


def score_events(
    cast: Cast, events: Sequence[Event], call_id: str, rules: tuple[str, ...] = (), shelf: Shelf | None = None,
    instead: Mapping[str, Rubric] | None = None, rubric: str | None = None,
) -> Scorecard:  # fmt: skip
    """The same of its events; `shelf` holds the packs, and rubrics of `instead` take the place of those of the same name."""
    scenario = cast.scenario
    transcript = to_transcript(call_id, cast, events)
    chosen = choose_rubric(
        rubric or scenario.rubric, scenario.regime.jurisdiction, scenario.regime.collector, cast.rubric_folders
    )
    assert transcript.regime is not None
    packs = choose_packs(transcript.regime, rules, shelf or read_shelf(*cast.rule_folders))
    return score_call(
        transcript,
        (instead or {}).get(chosen.rubric, chosen),
        packs,
        better_words(cast),
        scenario.language,
        scenario.pass_mark,
    )


def better_words(cast: Cast) -> dict[str, str]:
    """What the placeholders of better wordings stand for in this call."""
    holder = cast.scenario.account.holder or cast.persona.name
    return {**cast.words(), "agent": cast.scenario.agent_name, "name": holder}


def _differences(script: ScriptedCall, call: Call, card: Scorecard) -> list[str]:
    expect = script.expect
    found: list[str] = []

    def compare(what: str, wanted: object, got: object) -> None:
        if wanted is not None and wanted != got:
            found.append(f"{what}: expected {wanted}, got {got}")

    compare("outcome", expect.outcome, card.negotiation.outcome.kind)
    compare("phase", expect.phase, call.state.phase)
    compare("ended by", expect.ended_by, call.state.ended_by)
    compare("passed", expect.passed, card.passed)
    if expect.findings is not None:
        wanted, got = set(expect.findings), {finding.rule for finding in card.findings}
        found.extend(f"finding {code} did not come" for code in sorted(wanted - got))
        found.extend(f"finding {code} came unexpectedly" for code in sorted(got - wanted))
    if expect.empathy_at_least is not None and (card.empathy.score or 0) < expect.empathy_at_least:
        found.append(f"empathy: expected at least {expect.empathy_at_least}, got {card.empathy.score}")
    if replay(call.cast, call.hearing, call.events):
        found.append("the replay differs from the call")
    return found
