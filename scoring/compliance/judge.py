"""Judges a call: shows every turn to the monitors that it may concern, and settles which finding stands for which words.

Owns precedence, retraction and severity. One way for live and for stored calls. Never reads YAML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scoring.compliance.case import Case
from scoring.compliance.monitor import Hit, Moment, Monitor
from scoring.compliance.monitors import watch
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
                if binds(rule, regime, transcript) and rule.in_force(day):
                    self._monitors.extend((pack, watch(rule, condition)) for condition in rule.when)
        self._rules = [monitor.rule for _, monitor in self._monitors]
        self._always = [pair for pair in self._monitors if pair[1].listens is None]
        self._listening: dict[str, list[tuple[Pack, Monitor]]] = {}
        for pair in self._monitors:
            for act in pair[1].listens or ():
                self._listening.setdefault(act, []).append(pair)

    def feed(self, turn: Turn) -> list[Finding]:
        """The findings of one turn, settled."""
        moment = Moment(turn, self.case)
        concerned = {id(pair): pair for heard in turn.acts for pair in self._listening.get(heard.act, ())}
        found = [
            _finding(pack, monitor, hit, turn)
            for pack, monitor in (*self._always, *concerned.values())
            for hit in monitor.feed(moment)
        ]
        self.case.close(turn)
        return settle(found, self._rules) if found else []

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
        return settle(found, self._rules)

    def not_evaluated(self) -> list[NotEvaluated]:
        """Rules that the record is too thin for, and what it lacks."""
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
    kept = [
        finding
        for finding in once.values()
        if not all(
            any(other.rule in yields.get(each.rule, ()) and _same_words(each, other) for other in found)
            for each in found
            if (each.rule, each.turn, each.where) == (finding.rule, finding.turn, finding.where)
        )
    ]
    return [
        replace(
            finding,
            secondary=tuple(
                sorted(
                    {
                        other.rule
                        for other in found
                        if finding.rule in yields.get(other.rule, ()) and _same_words(finding, other)
                    }
                )
            ),
        )
        for finding in kept
    ]


def _same_words(one: Finding, other: Finding) -> bool:
    return (
        one.turn == other.turn
        and one.where == other.where
        and (one.span == other.span or (one.span[0] < other.span[1] and other.span[0] < one.span[1]))
    )


def _finding(pack: Pack, monitor: Monitor, hit: Hit, turn: Turn | None) -> Finding:
    rule = monitor.rule
    why = f"{rule.why} {hit.because}".strip()
    severity = rule.severity_for.get(hit.act, rule.severity)
    if hit.worse and severity == "major":
        severity = "critical"
    quote = turn.quote(hit.span) if turn is not None else ""
    return Finding(
        rule.rule, severity, hit.turn, hit.span, quote, why, rule.cite, rule.instead, pack.label, title=rule.title
    )


def _retracted(finding: Finding, transcript: Transcript, packs: Sequence[Pack]) -> Finding:
    """A slip that is put right in the same or the agent's next turn counts one level less, where the rule allows."""
    rule = next((rule for pack in packs for rule in pack.rules if rule.rule == finding.rule), None)
    if rule is None or not rule.retractable or finding.where != "call":
        return finding
    own = next((turn for turn in transcript.agent_turns() if turn.index == finding.turn), None)
    following = next((turn for turn in transcript.agent_turns() if turn.index > finding.turn), None)
    if not any(turn is not None and _puts_right(turn, finding) for turn in (own, following)):
        return finding
    lower = LEVELS[max(0, LEVELS.index(finding.severity) - 1)]
    return replace(finding, severity=lower, why=f"{finding.why} You put it right at once, so it counts one level less.")


def _puts_right(turn: Turn, finding: Finding) -> bool:
    """Whether a turn apologises and takes the words back; in the same turn, after them."""
    later = [heard for heard in turn.acts if turn.index > finding.turn or heard.span[0] >= finding.span[1]]
    named = {heard.act for heard in later}
    return "apologise" in named and bool(
        named & {"deny-threat", "state-limit", "explain-rights", "offer-choice", "reassure"}
    )


def binds(rule: Rule, regime: Regime, transcript: Transcript) -> bool:
    """Whether the rule binds this collector, on this channel, for this kind of debt (an unknown kind is bound)."""
    bound, kind = rule.binds, transcript.account.debt_type
    return (
        (not bound.collectors or regime.collector in bound.collectors)
        and (not bound.channels or transcript.channel in bound.channels)
        and (not bound.debts or kind is None or kind in bound.debts)
    )


def _missing(transcript: Transcript, field: str) -> bool:
    value: object = transcript
    for part in field.split("."):
        value = getattr(value, part)
    return value is None
