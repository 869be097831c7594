"""Rules: every case beside a rule holds, the packs are sound, and state decides, not keywords."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scenarios.problems import RightpartyError
from scoring.compliance.case import FILE_FACTS, TALK_FACTS
from scoring.compliance.judge import judge
from scoring.compliance.packs import choose_packs, read_packs
from scoring.compliance.predicates import PREDICATES, luhn
from scoring.transcript import AccountFacts, Regime, Transcript, Turn
from simulator.evaluation.annotation import annotate
from simulator.evaluation.rule_cases import run_case
from tests.conftest import HEARING

PACKS = read_packs()
RULES = [(pack, rule) for pack in PACKS.values() for rule in pack.rules]
CASES = [(pack, rule, number) for pack, rule in RULES for number in range(len(rule.cases))]


@pytest.mark.parametrize(
    ("pack", "rule", "number"), CASES, ids=lambda each: getattr(each, "rule", getattr(each, "pack", each))
)
def test_case_beside_a_rule_holds(pack, rule, number) -> None:  # type: ignore[no-untyped-def]
    """What breaks a rule is found, what is tempting and fine is not."""
    result = run_case(pack, rule, number, rule.cases[number], HEARING)
    assert result.passed, result.message


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=lambda each: getattr(each, "rule", getattr(each, "pack", each)))
def test_rule_has_breaches_and_near_misses_and_known_words(pack, rule) -> None:  # type: ignore[no-untyped-def]
    """A rule without both kinds of case, or with an unknown act, fact or predicate, fails the build."""
    assert sum(case.breaks is not None for case in rule.cases) >= 2
    assert sum(case.fine is not None for case in rule.cases) >= 2
    acts = {*HEARING.vocabulary.agent, *HEARING.vocabulary.debtor}
    codes = {other.rule for _, other in RULES}
    assert set(rule.yields_to) <= codes
    for condition in rule.when:
        assert {
            *condition.forbidden,
            *condition.required,
            *condition.before,
            *condition.answered,
            *condition.with_,
        } <= acts
        assert condition.check is None or condition.check in PREDICATES
        if condition.guard is not None:
            assert set(condition.guard.names) <= {*FILE_FACTS, *TALK_FACTS}


def call(*lines: str, **facts: object) -> Transcript:
    """A call whose turns alternate, agent first."""
    turns = tuple(Turn(number, "debtor" if number % 2 else "agent", line) for number, line in enumerate(lines))
    return annotate(Transcript("x", turns, **facts), HEARING)  # type: ignore[arg-type]


def codes(transcript: Transcript, regime: Regime) -> set[str]:
    """Codes found under the usual packs of a regime."""
    return {finding.rule for finding in judge(transcript, regime, choose_packs(regime))[0]}


VERIFIED = (
    "May I speak with Sam Ortiz? This is Lee on a recorded line.",
    "Speaking.",
    "Could you confirm your date of birth?",
    "June 3rd 1980.",
)


def test_a_threat_is_judged_against_the_file() -> None:
    """The same words are a false threat without a judgment, and none with one; unknown is not evaluated."""
    us = Regime("us", "third-party")
    said = call(*VERIFIED, "We'll garnish your wages.", "What?")
    assert "us-fdcpa/garnish-seize-threat" in codes(replace(said, account=AccountFacts(judgment=False)), us)
    assert "us-fdcpa/garnish-seize-threat" not in codes(replace(said, account=AccountFacts(judgment=True)), us)
    findings, lacking = judge(said, us, choose_packs(us))
    assert "us-fdcpa/garnish-seize-threat" not in {finding.rule for finding in findings}
    assert ("us-fdcpa/garnish-seize-threat", ("account.judgment",)) in {(each.rule, each.needs) for each in lacking}


def test_first_party_and_commercial_calls_get_no_fdcpa_formalities() -> None:
    """No mini-Miranda and no validation for a creditor in its own name."""
    said = call(
        *VERIFIED,
        "I'm calling from Prairie Power, your bill of 186 dollars is overdue.",
        "Oh.",
        "When can you pay?",
        "Friday.",
        first_communication=True,
    )
    assert not {code for code in codes(said, Regime("us", "first-party")) if code.startswith("us-fdcpa")}
    assert "us-fdcpa/mini-miranda-initial" in codes(said, Regime("us", "third-party"))
    assert codes(said, Regime("us", "b2b")) == set()


def test_an_omission_is_not_due_when_the_other_side_hangs_up_first() -> None:
    """The mini-Miranda is missed only if there was a chance to give it."""
    said = call(
        *VERIFIED,
        "I'm with Harbor Recovery about your balance of 412 dollars.",
        "I'm hanging up.",
        first_communication=True,
        ended_by="debtor",
    )
    assert "us-fdcpa/mini-miranda-initial" not in codes(said, Regime("us", "third-party"))


def test_a_finding_quotes_the_words_it_rests_on() -> None:
    """Span and quote agree."""
    said = call(*VERIFIED, "Let me be clear. You're a deadbeat. When can you pay?", "What?")
    us = Regime("us", "third-party")
    finding = next(each for each in judge(said, us, choose_packs(us))[0] if each.rule == "us-fdcpa/profanity-abuse")
    assert finding.turn == 4
    assert said.turns[4].text[finding.span[0] : finding.span[1]] == finding.quote
    assert "deadbeat" in finding.quote


def test_naming_a_pack_version_that_is_not_here_is_refused() -> None:
    """`--rules us-federal@1999-01` ends in a sentence."""
    with pytest.raises(RightpartyError, match="not 1999-01"):
        choose_packs(Regime(), ("us-federal@1999-01",))
    with pytest.raises(RightpartyError, match="no rule pack"):
        choose_packs(Regime(), ("us-fedral",))


def test_luhn_tells_card_numbers_from_other_digits() -> None:
    """A published test number passes, a changed digit does not."""
    assert luhn("4111111111111111")
    assert not luhn("4111111111111112")


def test_codes_are_unique_over_all_packs_that_are_judged_together() -> None:
    """No pack defines a code twice, and an included pack brings no double."""
    for pack in PACKS.values():
        together = [rule.rule for each in choose_packs(Regime(), (pack.pack,)) for rule in each.rules]
        assert len(together) == len(set(together))
