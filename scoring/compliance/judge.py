"""Judges a call: feeds every turn to every monitor, and settles which finding stands for which words.

Owns precedence, retraction and severity. One way for live and for stored calls. Never reads YAML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scoring.compliance.case import Case
from scoring.compliance.monitors import Hit, Monitor
from scoring.compliance.predicates import NOTE_PREDICATES, PREDICATES
from scoring.compliance.rule import Pack, Rule
from scoring.finding import LEVELS, Finding, NotEvaluated
from scoring.transcript import Regime, Transcript, Turn


class Judge:
    """Watches one call."""

    def __init__(self, transcript: Transcript, regime: Regime, packs: Iterable[Pack]) -> None:
        """`transcript` gives the facts of the case; its turns are fed one by one."""
        self.case = Case(transcript, regime)
        self.transcript = transcript
        self._monitors: list[tuple[Pack, Monitor]] = []
        day = transcript.started_at.date() if transcript.started_at else None
        for pack in packs:
            for rule in pack.rules:
                if _binds(rule, regime, transcript.channel) and rule.in_force(day):
                    self._monitors.extend((pack, Monitor(rule, condition)) for condition in rule.when)

    def feed(self, turn: Turn) -> list[Finding]:
        """The findings of one turn, settled."""
        found = [
            _finding(pack, monitor, hit, turn)
            for pack, monitor in self._monitors
            for hit in monitor.feed(turn, self.case)
        ]
        self.case.close(turn)
        return settle(found, [monitor.rule for _, monitor in self._monitors])

    def finish(self, transcript: Transcript) -> list[Finding]:
        """The findings that only the end of the call brings."""
        turns = {turn.index: turn for turn in transcript.turns}
        found = []
        for pack, monitor in self._monitors:
            for hit in monitor.finish(transcript, self.case):
                finding = _finding(pack, monitor, hit, turns.get(hit.turn))
                if monitor.condition.check in NOTE_PREDICATES and transcript.wrap_up is not None:
                    quote = transcript.wrap_up.note[hit.span[0] : hit.span[1]]
                    finding = replace(finding, where="note", quote=quote)
                found.append(finding)
        return settle(found, [monitor.rule for _, monitor in self._monitors])

    def not_evaluated(self) -> list[NotEvaluated]:
        """Rules that the record is too thin for."""
        lacking: dict[str, set[str]] = {}
        for _, monitor in self._monitors:
            if monitor.unknown:
                lacking.setdefault(monitor.rule.rule, set()).update(monitor.unknown)
            if monitor.condition.check is not None:
                for needs in PREDICATES[monitor.condition.check].needs:
                    if _missing(self.transcript, needs):
                        lacking.setdefault(monitor.rule.rule, set()).add(needs)
        return [NotEvaluated(rule, tuple(sorted(needs))) for rule, needs in sorted(lacking.items())]


def judge(transcript: Transcript, regime: Regime, packs: Sequence[Pack]) -> tuple[list[Finding], list[NotEvaluated]]:
    """All findings of a whole call in order of turn, and the rules that could not be judged."""
    watching = Judge(transcript, regime, packs)
    found: list[Finding] = []
    for turn in transcript.turns:
        found.extend(watching.feed(turn))
    found.extend(watching.finish(transcript))
    found = [_retracted(finding, transcript, packs) for finding in found]
    return sorted(found, key=lambda each: (each.turn, each.span, each.rule)), watching.not_evaluated()


def settle(found: list[Finding], rules: Iterable[Rule]) -> list[Finding]:
    """One event, one primary code: rules that yield are attached as secondary, doubles are dropped."""
    yields = {rule.rule: rule.yields_to for rule in rules}
    once: dict[tuple[str, int, str], Finding] = {}
    for finding in found:
        once.setdefault((finding.rule, finding.turn, finding.where), finding)
    kept = []
    for finding in once.values():
        masters = [
            other
            for other in once.values()
            if other.rule in yields.get(finding.rule, ()) and _same_words(finding, other)
        ]
        if not masters:
            kept.append(finding)
    return [
        replace(
            finding,
            secondary=tuple(
                sorted(
                    other.rule
                    for other in once.values()
                    if finding.rule in yields.get(other.rule, ()) and _same_words(finding, other)
                )
            ),
        )
        for finding in kept
    ]


def _same_words(one: Finding, other: Finding) -> bool:
    return one.turn == other.turn and one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _finding(pack: Pack, monitor: Monitor, hit: Hit, turn: Turn | None) -> Finding:
    rule = monitor.rule
    why = f"{rule.why} {hit.because}".strip()
    severity = rule.severity_for.get(hit.act, rule.severity)
    quote = turn.quote(hit.span) if turn is not None else ""
    return Finding(rule.rule, severity, hit.turn, hit.span, quote, why, rule.cite, rule.instead, pack.label)


def _retracted(finding: Finding, transcript: Transcript, packs: Sequence[Pack]) -> Finding:
    """A slip that is put right in the agent's next turn counts one level less, where the rule allows."""
    rule = next((rule for pack in packs for rule in pack.rules if rule.rule == finding.rule), None)
    if rule is None or not rule.retractable:
        return finding
    following = next((turn for turn in transcript.agent_turns() if turn.index > finding.turn), None)
    if following is None or not (
        following.has("apologise") and following.has("deny-threat", "state-limit", "explain-rights")
    ):
        return finding
    return replace(finding, severity=LEVELS[max(0, LEVELS.index(finding.severity) - 1)])


def _binds(rule: Rule, regime: Regime, channel: str) -> bool:
    binds = rule.binds
    return (not binds.collectors or regime.collector in binds.collectors) and (
        not binds.channels or channel in binds.channels
    )


def _missing(transcript: Transcript, field: str) -> bool:
    value: object = transcript
    for part in field.split("."):
        value = getattr(value, part)
    return value is None
