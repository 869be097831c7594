"""The scripted calls beside the scenarios, and recorded calls through the same code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.commands.main import main
from simulator.evaluation.bulk import Evaluator
from simulator.evaluation.parsing import parse_call
from simulator.evaluation.reader import Unreadable, find_files, read_calls
from simulator.evaluation.scripted import play_script
from tests.conftest import HEARING, LIBRARY

SCRIPTS = [(name, number) for name in LIBRARY.names("library") for number in range(len(LIBRARY.scenario(name).calls))]


@pytest.mark.parametrize(("name", "number"), SCRIPTS)
def test_scripted_call_comes_to_what_it_must(name: str, number: int) -> None:
    """Outcome, findings, phase and result as written beside the scenario."""
    result = play_script(LIBRARY, name, LIBRARY.scenario(name).calls[number], HEARING)
    assert result.differences == ()


def test_library_is_as_large_as_promised_with_good_and_bad_calls() -> None:
    """36 scenarios, 30 people, ten voices; every scenario has a call that passes and one that does not."""
    names = LIBRARY.names("library")
    scenarios = [LIBRARY.scenario(name) for name in names]
    assert len(names) >= 36
    assert len({each.persona for each in scenarios}) >= 30
    assert len(LIBRARY.names("voices")) >= 10
    assert {each.level for each in scenarios} == {1, 2, 3, 4, 5}
    for scenario in scenarios:
        assert any(call.expect.passed for call in scenario.calls), scenario.scenario
        assert any(call.expect.passed is False for call in scenario.calls), scenario.scenario


CALL = {
    "id": "c-1",
    "regime": {"jurisdiction": "us", "collector": "third-party"},
    "account": {"balance": "900.00", "judgment": False, "legal_action_intended": False},
    "turns": [
        {"speaker": "Collector", "text": "You owe 900 dollars and you will be arrested."},
        {"speaker": "customer", "text": "What? I lost my job."},
    ],
}


def test_recorded_call_is_scored_in_the_form_of_the_contract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One object a call on stdout; a broken line is one line on stderr and exit 1, the others are scored."""
    path = tmp_path / "calls.jsonl"
    path.write_text(json.dumps(CALL) + "\nnot json\n" + json.dumps({**CALL, "id": "c-2"}) + "\n" + '{"id": "c-3"}\n')
    assert main(["evaluate", str(path), "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    cards = [json.loads(line) for line in out.splitlines()]
    assert [card["id"] for card in cards] == ["c-1", "c-2"]
    assert len(err.splitlines()) == 2
    card = cards[0]
    assert {
        "id",
        "engine",
        "rubric",
        "rules",
        "scores",
        "passed",
        "gates",
        "findings",
        "not_evaluated",
        "opportunities",
        "outcome",
        "criteria",
        "metrics",
    } <= set(card)
    assert card["scores"]["compliance"] == 0.0
    assert "us-fdcpa/arrest-threat" in card["gates"]
    finding = next(each for each in card["findings"] if each["rule"] == "us-fdcpa/arrest-threat")
    assert set(finding) >= {"rule", "severity", "turn", "span", "quote", "why", "cite", "instead"}
    assert card["outcome"]["kind"] == "none"


def test_workers_give_the_same_scorecards_in_the_same_order() -> None:
    """Two processes change nothing."""
    calls = [parse_call({**CALL, "id": f"c-{number}"}) for number in range(5)]
    one = list(Evaluator().score_all(calls))
    assert list(Evaluator().score_all(calls, workers=2)) == one


@pytest.mark.parametrize(
    "data",
    [[], {"id": "x"}, {"turns": []}, {"id": "x", "turns": "no"}, {"id": "x", "turns": [{"speaker": "cat", "text": "miau"}]},
     {"id": "x", "turns": [{"speaker": "agent"}]}, {"id": "x", "turns": [], "started_at": "yesterday"},
     {"id": "x", "turns": [], "account": {"balance": "lots"}}, {"id": "x", "turns": [], "regime": "us"}],
)  # fmt: skip
def test_a_call_that_cannot_be_read_says_why(data: object, tmp_path: Path) -> None:
    """Never a traceback."""
    path = tmp_path / "x.json"
    path.write_text(json.dumps(data))
    found = list(read_calls(path))
    assert len(found) == 1
    assert isinstance(found[0], Unreadable)


def test_folders_and_missing_files_are_named(tmp_path: Path) -> None:
    """A missing path and an empty folder are one line each."""
    found = list(find_files([tmp_path, tmp_path / "nowhere.json"]))
    assert all(isinstance(each, Unreadable) for each in found)
