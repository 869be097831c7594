"""The rules while a call is going on: what each new turn breaks, told at once.

Owns how far into the call has been judged. The monitors are the same that judge a whole call; what a finding says instead is filled from
this call. Keeps nothing and shows nothing.
"""

from __future__ import annotations

from scoring.better_words import filled_findings
from scoring.compliance.judge import Judge
from scoring.finding import Finding
from simulator.calls.call import Call
from simulator.calls.projection import regime_of, to_transcript
from simulator.evaluation.scripted import better_words, packs_of


class LiveRules:
    """Monitors that have seen a call from its beginning and are fed what is new."""

    def __init__(self, call: Call, call_id: str) -> None:
        self._id = call_id
        self._fed = 0
        packs = packs_of(call.cast) if call.cast.scenario.judged else []
        transcript = to_transcript(call_id, call.cast, call.events)
        self._judge = Judge(transcript, regime_of(call.cast.scenario), packs)

    def feed(self, call: Call) -> list[Finding]:
        """What the turns since the last time break, in order."""
        transcript = to_transcript(self._id, call.cast, call.events)
        found = [finding for turn in transcript.turns[self._fed :] for finding in self._judge.feed(turn)]
        self._fed = len(transcript.turns)
        return filled_findings(found, transcript, better_words(call.cast))
