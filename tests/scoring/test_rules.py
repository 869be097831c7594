"""Rules: every case beside a rule holds, the packs are sound, and state decides, not keywords."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.compliance.judge import judge
from scoring.compliance.packs import choose_packs, read_packs, read_shelf
from scoring.compliance.rule import FEWEST_CASES, RuleCase
from scoring.compliance.written import find_card_data, luhn
from scoring.transcript import AccountFacts, AuthorityFacts, Regime, Transcript, Turn
from simulator.evaluation.annotation import annotate
from simulator.evaluation.rule_cases import run_case
from simulator.evaluation.rule_mutation import mutate_packs
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


def test_every_rule_has_three_breaches_and_three_near_misses() -> None:
    """The cases are the rules' tests; a rule without them is refused when its pack is read."""
    assert not read_shelf().broken
    for pack, rule in RULES:
        assert sum(case.breaks is not None for case in rule.cases) >= FEWEST_CASES, (pack.pack, rule.rule)
        assert sum(case.fine is not None for case in rule.cases) >= FEWEST_CASES, (pack.pack, rule.rule)


def test_breach_known_to_be_missed_says_so_once_it_is_found() -> None:
    """Such a case holds while nothing is found; when the ear has learnt it, whoever keeps the pack is told to call it a breach."""
    pack, rule = next((pack, rule) for pack, rule in RULES if rule.rule == "us-fdcpa/arrest-threat")
    found = RuleCase(missed="You'll be arrested if you don't pay.")
    unheard = RuleCase(missed="The kettle has boiled.")
    assert "'breaks'" in run_case(pack, rule, 0, found, HEARING).message
    assert run_case(pack, rule, 0, unheard, HEARING).passed


def test_rules_give_way_only_to_rules_that_exist() -> None:
    """Precedence names codes of some pack, not slips of the pen."""
    codes = {rule.rule for _, rule in RULES}
    for _, rule in RULES:
        assert set(rule.yields_to) <= codes, rule.rule


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


def test_luhn_tells_card_numbers_from_other_digits() -> None:
    """A published test number passes, a changed digit does not."""
    assert luhn("4111111111111111")
    assert not luhn("4111111111111112")


def test_codes_are_unique_over_all_packs_that_are_judged_together() -> None:
    """No pack defines a code twice, and an included pack brings no double."""
    for pack in PACKS.values():
        together = [rule.rule for each in choose_packs(Regime(), (pack.pack,)) for rule in each.rules]
        assert len(together) == len(set(together))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("paid by 4111-1111-1111-1111", True),
        ("card ending 1111, conf 8823", False),
        ("acct 1234 5678 9012 3456", False),
        ("000000000000000000", False),
        ("SSN 123-45-6789", True),
        ("SSN ends 6789", False),
        ("NI QQ123456C", False),
        ("NI AB 12 34 56 C", True),
        ("cvv 123", True),
        ("call 800 555 0100 or 0300 555 0100", False),
    ],
)
def test_card_and_identity_data_are_told_from_other_digits(text: str, found: bool) -> None:
    """Luhn for cards, the published shapes for identity numbers."""
    assert bool(find_card_data(text)) == found


def test_finding_says_what_in_this_call_made_it_a_breach() -> None:
    """The words that brought a fact up are named with their turn."""
    us = Regime("us", "third-party")
    said = call(*VERIFIED, "I'm with Harbor Recovery.", "Talk to Dana Ruiz's office.", "How about 50 a month?", "No.")
    finding = next(each for each in judge(said, us, choose_packs(us))[0] if each.rule.endswith("attorney-represented"))
    assert "Turn 5: “Talk to Dana Ruiz's office.”" in finding.why
    said = call(*VERIFIED, "We'll garnish your wages.", "What?", account=AccountFacts(judgment=False))
    finding = next(each for each in judge(said, us, choose_packs(us))[0] if each.rule.endswith("garnish-seize-threat"))
    assert "The file shows no judgment." in finding.why


def test_slip_put_right_at_once_counts_one_level_less() -> None:
    """An apology that takes the threat back lowers a critical finding to a major one, and says so."""
    us = Regime("us", "third-party")
    for mending in ("I'm sorry, that was wrong of me. You can't be arrested for this.",):
        said = call(*VERIFIED, "You could be arrested for this.", "What?", mending, "Okay.")
        finding = next(each for each in judge(said, us, choose_packs(us))[0] if each.rule.endswith("arrest-threat"))
        assert finding.severity == "major"
        assert "put it right at once" in finding.why
    said = call(*VERIFIED, "You could be arrested for this.", "What?", "When can you pay?", "Okay.")
    finding = next(each for each in judge(said, us, choose_packs(us))[0] if each.rule.endswith("arrest-threat"))
    assert finding.severity == "critical"


def test_oral_stop_is_an_opt_out_and_a_written_one_a_cease() -> None:
    """The medium decides which rule the next demand breaks."""
    us = Regime("us", "third-party")
    spoken = call(*VERIFIED, "I'm with Harbor Recovery.", "Stop calling me.", "How about 50 a month?", "No.")
    assert "us-regf/media-optout" in codes(spoken, us)
    assert "us-fdcpa/cease-communication" not in codes(spoken, us)
    written = call("Harbor Recovery, a debt collector. Reply STOP to opt out.", "Stop contacting me.",
                   "How about 50 a month? Reply STOP to opt out.", channel="email")  # fmt: skip
    assert "us-fdcpa/cease-communication" in codes(written, us)


def test_two_details_are_asked_for_where_the_policy_wants_two() -> None:
    """Verification means asked and answered to policy."""
    us = Regime("us", "third-party")
    said = call(*VERIFIED, "You owe 412 dollars.", "Oh.", authority=AuthorityFacts(verification_items=2))
    assert "us-fdcpa/disclosure-before-verification" in codes(said, us)
    assert "us-fdcpa/disclosure-before-verification" not in codes(replace(said, authority=AuthorityFacts()), us)


def test_state_and_city_packs_add_to_the_federal_ones() -> None:
    """A Massachusetts call is judged under both; a Texas call under the federal pack alone."""
    names = [pack.pack for pack in choose_packs(Regime("us-ma", "third-party"))]
    assert {"us-federal", "us-ma", "policy"} <= set(names)
    assert "us-ma" not in [pack.pack for pack in choose_packs(Regime("us-tx", "third-party"))]
    assert [pack.pack for pack in choose_packs(Regime("zz", "third-party"))] == ["policy"]


def test_changed_rules_are_noticed_by_their_cases() -> None:
    """Mutation: a condition, window or threshold that moves makes a case fail (whole library: `rules test --mutate`)."""
    found = list(mutate_packs([PACKS["us-ma"], PACKS["ca-qc"]], HEARING))
    assert len(found) > 30
    assert (
        sum(each.caught for each in found if "groups.yaml" not in each.rule)
        / sum(1 for each in found if "groups.yaml" not in each.rule)
        >= 0.95
    )


def test_two_levels_of_disclosure_before_verification_are_told_apart() -> None:
    """That there is a debt, and what it is."""
    us = Regime("us", "third-party")
    for words, level in (
        ("We're a debt collection agency.", "that there is a debt"),
        ("You owe 412 dollars.", "its details"),
    ):
        said = call("Is this Sam Ortiz?", "Yes.", words, "What?")
        finding = next(each for each in judge(said, us, choose_packs(us))[0] if "before-verification" in each.rule)
        assert level in finding.why
