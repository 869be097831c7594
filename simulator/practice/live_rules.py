"""The rules while a call is going on: what each new turn breaks, told at once.

Owns how far into the call has been judged. The monitors are the same that judge a whole call; what a finding says instead is filled from
this call. Keeps nothing and shows nothing.
"""

from __future__ import annotations

from scoring.better_words import filled_findings
from scoring.compliance.judge import Judge
from scoring.compliance.packs import choose_packs, read_shelf
from scoring.compliance.rule import Pack
from scoring.finding import Finding
from scoring.transcript import Regime
from simulator.calls.call import Call
from simulator.calls.projection import to_transcript
from simulator.dialogue.cast import Cast
from simulator.evaluation.scripted import better_words


def rules_for(cast: Cast) -> tuple[Regime, list[Pack]]:
    """Where a call stands, and the packs in force there."""
    regime = cast.scenario.regime
    stands = Regime(regime.jurisdiction, regime.collector, regime.rules)
    return stands, choose_packs(stands, (), read_shelf(*cast.rule_folders))


class LiveRules:
    """Monitors that have seen a call from its beginning and are fed what is new."""

    def __init__(self, call: Call, call_id: str) -> None:
        self._id = call_id
        self._fed = 0
        regime, packs = rules_for(call.cast)
        judged = packs if call.cast.scenario.judged else []
        self._judge = Judge(to_transcript(call_id, call.cast, call.events), regime, judged)

    def feed(self, call: Call) -> list[Finding]:
        """What the turns since the last time break, in order."""
        transcript = to_transcript(self._id, call.cast, call.events)
        found = [finding for turn in transcript.turns[self._fed :] for finding in self._judge.feed(turn)]
        self._fed = len(transcript.turns)
        return filled_findings(found, transcript, better_words(call.cast))
