"""A draft from a recorded call: valid, playable, with what was said in it and what is left to do counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scenarios.packs import Library
from simulator.commands.main import main
from simulator.evaluation.scripted import play_script
from simulator.workshop.checking import check_everything
from tests.conftest import HEARING

CALL: dict[str, Any] = {
    "id": "c-1", "regime": {"jurisdiction": "us", "collector": "first-party"},
    "account": {"balance": "412.50", "currency": "USD", "creditor": "Lakeside Water"},
    "turns": [
        {"speaker": "debtor", "text": "Hello?"},
        {"speaker": "agent", "text": "Hi, this is Dana on a recorded line, is this Paul Wright?"},
        {"speaker": "debtor", "text": "That's me."},
        {"speaker": "agent", "text": "Could you confirm your date of birth?"},
        {"speaker": "debtor", "text": "March 3rd 1980, and my card is 4111 1111 1111 1111."},
        {"speaker": "agent", "text": "Can you tell me what happened?"},
        {"speaker": "debtor", "text": "I got laid off in {May}.\nMy wife is sick."},
        {"speaker": "agent", "text": "Could you manage 40 dollars a month?"},
        {"speaker": "debtor", "text": "Not before August."},
    ],
    "wrap_up": {"disposition": "RFS", "note": "called 555-123-4567"},
}  # fmt: skip


def drafted(folder: Path, call: dict[str, Any] = CALL) -> Path:
    """The pack that was written from a call."""
    (folder / "call.json").write_text(json.dumps(call), encoding="utf-8")
    pack = folder / "pack"
    assert main(["scenarios", "new", "from-a-call", "--from", str(folder / "call.json"), "--into", str(pack)]) == 0
    return pack


def test_draft_takes_account_law_and_answers_from_the_call(tmp_path: Path) -> None:
    """What they said comes when the same is asked; who they are does not get in."""
    pack = drafted(tmp_path)
    scenario = Library([pack]).scenario("from-a-call")
    assert (scenario.account.creditor, str(scenario.account.balance.amount)) == ("Lakeside Water", "412.50")
    assert scenario.regime.collector == "first-party"
    answers = {line.hears[0]: line.says for line in scenario.dialogue}
    assert answers["ask-reason"] == ("I got laid off in (May). My wife is sick.",)
    assert "offer-plan" in answers
    assert "verify-identity" not in answers
    text = (pack / "library" / "from-a-call.yaml").read_text(encoding="utf-8")
    assert "4111" not in text
    assert "1980" not in text
    assert "555" not in text


def test_draft_is_valid_and_its_calls_play(tmp_path: Path) -> None:
    """The two of every draft, and the recorded one; each TODO is counted."""
    pack = drafted(tmp_path)
    problems, _ = check_everything([pack])
    assert [str(each) for each in problems if each.severity == "error"] == []
    assert sum(each.code == "file/todo" for each in problems) >= 6
    library = Library([pack])
    results = {
        call.name: play_script(library, "from-a-call", call, HEARING) for call in library.scenario("from-a-call").calls
    }
    assert list(results) == ["done well", "done badly", "as recorded"]
    said = [event.text for event in results["as recorded"].played.events if type(event).__name__ == "DebtorSpoke"]
    assert any("laid off" in each for each in said)


@pytest.mark.parametrize(
    ("changes", "flow"),
    [
        ({}, "outbound-call"),
        ({"direction": "inbound"}, "inbound-call"),
        ({"channel": "sms"}, "sms-thread"),
        ({"channel": "email"}, "email-exchange"),
        ({"channel": "letter"}, "letter"),
        ({"channel": "voicemail"}, "voicemail"),
        ({"regime": None, "account": {}, "wrap_up": None}, "outbound-call"),
    ],
)
def test_flow_fits_the_kind_of_call(tmp_path: Path, changes: dict[str, Any], flow: str) -> None:
    """By channel and by who called; valid each time."""
    pack = drafted(tmp_path, {**CALL, **changes})
    assert Library([pack]).scenario("from-a-call").flow == flow
    assert [str(each) for each in check_everything([pack])[0] if each.severity == "error"] == []


@pytest.mark.parametrize("content", ["{", "[]", '{"id": "x"}', ""])
def test_file_that_holds_no_call_is_a_sentence(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, nothing written."""
    path = tmp_path / "call.json"
    path.write_text(content, encoding="utf-8")
    assert main(["scenarios", "new", "x", "--from", str(path), "--into", str(tmp_path / "pack")]) == 2
    assert "recorded-calls.md" in capsys.readouterr().err
    assert not (tmp_path / "pack").exists()
