"""Checks a rule pack: names of acts, facts, predicates and rules must exist, and every rule needs its cases.

Owns the codes `rules/…` and where they point. Never judges calls.
"""

from __future__ import annotations

from functools import lru_cache

from scenarios.nearness import did_you_mean
from scenarios.packs import read_vocabulary
from scenarios.problems import Problems
from scenarios.source import Document, Path_
from scoring.compliance.facts import CHANNELS, FILE_FACTS, TALK_FACTS
from scoring.compliance.predicates import PREDICATES
from scoring.compliance.rule import FEWEST_CASES, Pack, Rule

FACTS = frozenset((*FILE_FACTS, *TALK_FACTS))


@lru_cache(maxsize=1)
def _acts() -> frozenset[str]:
    vocabulary = read_vocabulary()
    return frozenset((*vocabulary.agent, *vocabulary.debtor))


def check_pack(pack: Pack, document: Document, groups: dict[str, tuple[str, ...]]) -> None:
    """Raise SourceError with everything that is wrong with the names and cases of a pack."""
    problems = Problems(document.path)

    def report(place: Path_, code: str, message: str, hint: str = "") -> None:
        mark = document.mark(place)
        problems.add(code, mark.line, mark.column, message, hint)

    for name, acts in pack.groups.items():
        for number, act in enumerate(acts):
            if act not in _acts():
                report(("groups", name, number), "rules/unknown-act", f"'{act}' is no act.", did_you_mean(act, _acts()))
    seen: set[str] = set()
    for number, rule in enumerate(pack.rules):
        place: Path_ = ("rules", number)
        if rule.rule in seen:
            report((*place, "rule"), "rules/twice", f"'{rule.rule}' stands in this pack twice.", "Codes are unique.")
        seen.add(rule.rule)
        _check_cases(rule, place, report)
        for act in rule.severity_for:
            if act not in _acts():
                hint = did_you_mean(act, _acts())
                report((*place, "severity_for", act), "rules/unknown-act", f"'{act}' is no act.", hint)
        if rule.worse_if is not None and rule.worse_if not in FACTS:
            hint = did_you_mean(rule.worse_if, FACTS)
            report((*place, "worse_if"), "rules/unknown-fact", f"'{rule.worse_if}' is no fact.", hint)
        for at, condition in enumerate(rule.when):
            inside = (*place, "when", at)
            for key, names in condition.act_lists().items():
                for which, name in enumerate(names):
                    if name not in _acts() and name not in groups:
                        hint = did_you_mean(name, (*_acts(), *groups))
                        message = f"'{name}' is neither an act nor a list of acts."
                        report((*inside, key, which), "rules/unknown-act", message, hint)
            for name in condition.guard.names if condition.guard else ():
                if name not in FACTS:
                    report((*inside, "if"), "rules/unknown-fact", f"'{name}' is no fact.", did_you_mean(name, FACTS))
            for key, which, name in (
                *(("hold", which, name) for which, name in enumerate(condition.hold)),
                *(("barred", which, name) for which, name in enumerate(condition.barred)),
                *(("unwelcome", which, name) for which, name in enumerate(condition.unwelcome)),
            ):
                if name not in CHANNELS:
                    hint = did_you_mean(name, CHANNELS) or f"One of: {', '.join(CHANNELS)}."
                    report((*inside, key, which), "rules/unknown-channel", f"'{name}' is no channel.", hint)
            if condition.check is not None and condition.check not in PREDICATES:
                hint = did_you_mean(condition.check, PREDICATES) or f"One of: {', '.join(sorted(PREDICATES))}."
                report((*inside, "check"), "rules/unknown-check", f"'{condition.check}' is no check.", hint)
    problems.raise_if_any()


def _check_cases(rule: Rule, place: Path_, report) -> None:  # type: ignore[no-untyped-def]
    for key, what in (("breaks", "breach"), ("fine", "near-miss")):
        count = sum(getattr(case, key) is not None for case in rule.cases)
        if count < FEWEST_CASES:
            report(
                (*place, "cases"), "rules/too-few-cases", f"{rule.rule} has {count} cases that show a {what}.",
                f"Write at least {FEWEST_CASES}: the cases are the rule's tests.",
            )  # fmt: skip
