"""A call is its events: replay equals live, resume at any prefix, rewind, and a log that survives a kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.problems import RightpartyError
from simulator.calls.call import Call, effective, replay
from simulator.calls.header import Header
from simulator.calls.log import LogFile, read_log
from simulator.calls.projection import to_transcript
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import AgentSpoke, Event, from_json, to_json
from tests.conftest import HEARING, LIBRARY

Begin = Callable[..., Call]
NAMES = LIBRARY.names("library")
LINES = [line for name in NAMES for script in LIBRARY.scenario(name).calls for line in script.agent]
STEPS = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=40), st.integers(0, 12)), max_size=9)


def play(name: str, steps: list[str | int], seed: int) -> Call:
    """A call of lines and rewindings."""
    call = Call(Cast.of(LIBRARY, name, seed), HEARING)
    for number, step in enumerate(steps):
        if isinstance(step, int):
            if step < call.state.turn:
                call.rewind(step)
        elif not call.over:
            call.say(step, float(number))
    return call


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(NAMES), STEPS, st.integers(0, 50))
def test_replay_equals_live_bit_for_bit(name: str, steps: list[str | int], seed: int) -> None:
    """A stored call, written and read again, replays without a difference."""
    call = play(name, steps, seed)
    stored = [from_json(json.loads(json.dumps(to_json(event)))) for event in call.events]
    assert stored == call.events
    assert replay(call.cast, HEARING, stored) == []


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(NAMES), st.lists(st.sampled_from(LINES), min_size=1, max_size=6), st.integers(0, 50))
def test_resuming_at_every_prefix_equals_the_straight_run(name: str, lines: list[str], seed: int) -> None:
    """A call taken up again anywhere goes on as if it had never stopped."""
    straight = play(name, list(lines), seed)
    for cut in range(len(lines)):
        first = play(name, list(lines[:cut]), seed)
        again = Call(first.cast, HEARING, first.events)
        for number, line in enumerate(lines[cut:], start=cut):
            if not again.over:
                again.say(line, float(number))
        assert again.events == straight.events


def test_replay_names_what_was_tampered_with(begin: Begin) -> None:
    """An edited event is found."""
    call = begin()
    call.say("May I speak with Maria Lopez?", 1.0)
    stored: list[Event] = list(call.events)
    stored[-1] = type(stored[-1])(**{**stored[-1].__dict__, "text": "Something else."})
    assert replay(call.cast, HEARING, stored)


def test_rewinding_takes_a_line_and_all_that_followed_back(begin: Begin) -> None:
    """After going back, the transcript and the mood are as they were."""
    call = begin()
    call.say("May I speak with Maria Lopez?", 1.0)
    before = call.state
    call.say("You'll be arrested.", 2.0)
    call.rewind(2)
    assert call.state == before
    assert len([event for event in effective(call.events) if isinstance(event, AgentSpoke)]) == 1
    with pytest.raises(ValueError, match="no turn 99"):
        call.rewind(99)


def test_rewinding_brings_an_ended_call_back(begin: Begin) -> None:
    """A hang-up can be taken back too, the agent's and the debtor's."""
    call = begin()
    call.say("May I speak with Maria Lopez?", 1.0)
    call.hang_up()
    call.rewind(2)
    assert not call.over
    call.say("You deadbeat, you liar, you'll be arrested, pay up.", 2.0)
    assert call.over
    call.rewind(2)
    assert not call.over


def header(**more: object) -> Header:
    """A header for tests."""
    return Header(
        **{
            "id": "x",
            "scenario": "hospital-bill",
            "digest": "",
            "seed": 1,
            "started_at": "2026-03-04T12:00:00+00:00",
            **more,
        }
    )  # type: ignore[arg-type]


def test_log_loses_only_a_torn_last_line(tmp_path: Path, begin: Begin) -> None:
    """A line cut in half is dropped with a warning, and writing goes on after it."""
    call = begin()
    call.say("May I speak with Maria Lopez?", 1.0)
    path = tmp_path / "x.jsonl"
    log = LogFile.create(path, header())
    log.append(call.events)
    whole = path.read_bytes()
    for cut in (1, 7, 40):
        path.write_bytes(whole[:-cut])
        _, events, warning = read_log(path)
        assert events == call.events[:-1]
        assert warning
    LogFile(path).append(call.events[-1:])
    assert read_log(path)[1] == call.events


def test_log_of_a_newer_version_is_refused_with_a_sentence(tmp_path: Path) -> None:
    """The file is left as it is and the user told what to do."""
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(header(log=9, oldest_reader=9).as_json()) + "\n")
    with pytest.raises(RightpartyError, match="newer rightparty"):
        read_log(path)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "hello\n",
        "[1]\n",
        '{"log": 1}\n',
        '{"log":1,"scenario":"x","id":"x","digest":"","seed":1,"started_at":""}\n{"type":"nonsense"}\n',
    ],
)
def test_what_is_no_log_is_refused_with_a_sentence(tmp_path: Path, content: str) -> None:
    """No traceback for a damaged file."""
    path = tmp_path / "x.jsonl"
    path.write_text(content)
    with pytest.raises(RightpartyError):
        read_log(path)


def test_log_reports_a_full_disk(begin: Begin) -> None:
    """/dev/full says that the disk is full; the user is told, nothing is lost silently."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with pytest.raises(RightpartyError, match="cannot be written"):
        LogFile(Path("/dev/full")).append(begin().events)


def test_kill_at_any_moment_keeps_every_written_line(tmp_path: Path) -> None:
    """kill -9 in the middle of a call: the log reads, and the call can be resumed."""
    environment = {**os.environ, "RIGHTPARTY_DATA": str(tmp_path)}
    for wait in (0.05, 0.2):
        process = subprocess.Popen(
            [sys.executable, "-m", "simulator", "practise", "hospital-bill", "--json", "--seed", "5"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True,
        )  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()
        for line in ("Hello, this is Lee Park.", "May I speak with Maria Lopez?"):
            process.stdin.write(line + "\n")
        process.stdin.flush()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
    logs = sorted((tmp_path / "calls").glob("*.jsonl"))
    assert logs
    for path in logs:
        found, events, _ = read_log(path)
        call = Call(Cast.of(LIBRARY, found.scenario, found.seed), HEARING, events)
        if not call.over:
            call.say("Hello?", 99.0)


def test_projection_carries_the_facts_of_the_file(begin: Begin) -> None:
    """What scoring reads is what the scenario says."""
    transcript = to_transcript("x", begin().cast, begin().events)
    assert str(transcript.account.balance) == "1840.00"
    assert transcript.first_communication is True
    assert transcript.authority.plan_max_months == 24


def test_a_line_that_cannot_be_stored_has_not_been_said(clock: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full, call and log stay the same, and the call goes on once there is room."""
    from simulator.practice import opening

    sitting = opening.start(LIBRARY, "hospital-bill", HEARING, clock, seed=1)  # type: ignore[arg-type]
    assert sitting.log is not None
    before = (list(sitting.call.events), sitting.call.state)
    path = sitting.log.path

    def full(lines: list[str]) -> None:
        raise RightpartyError("The call cannot be written: No space left on device.")

    with monkeypatch.context() as patch:
        patch.setattr(sitting.log, "_append", full)
        with pytest.raises(RightpartyError, match="No space"):
            sitting.say("May I speak with Maria Lopez?")
    assert (sitting.call.events, sitting.call.state) == before
    sitting.say("May I speak with Maria Lopez?")
    assert read_log(path)[1] == sitting.call.events


def test_a_line_of_a_hundred_thousand_characters_is_answered_and_kept(clock: object) -> None:
    """Nothing a person typed is lost, however long."""
    from simulator.practice import opening

    sitting = opening.start(LIBRARY, "hospital-bill", HEARING, clock, seed=1)  # type: ignore[arg-type]
    text = "May I speak with Maria Lopez? " + "x\u202e[b]\x1b[2J " * 12_000
    exchange = sitting.say(text)
    assert exchange.replies
    assert sitting.log is not None
    spoken = [event for event in read_log(sitting.log.path)[1] if isinstance(event, AgentSpoke)]
    assert spoken[0].text == text
