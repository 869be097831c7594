"""Choice mode: lines to choose from, one of them good, in an order that says nothing."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.scorecard import Scorecard
from simulator.calls.call import Call
from simulator.evaluation.bots import read_bots
from simulator.evaluation.play import Play
from simulator.practice import opening
from simulator.practice.choices import MODE, choices_for, chosen
from simulator.practice.sitting import Sitting
from tests.conftest import HEARING, LIBRARY, SetClock

Begin = Callable[..., Call]
GOOD = [line for lines in read_bots()["excellent"].says.values() for line in lines]


@pytest.mark.parametrize("name", LIBRARY.names("library"))
def test_there_are_three_or_four_different_lines_at_every_turn(name: str, begin: Begin) -> None:
    """Whichever is taken, there is something to choose from until the call is over, and nothing is unfilled."""
    for which in (0, -1):
        call = begin(name, 5)
        for turn in range(8):
            offered = choices_for(call)
            if call.over:
                assert offered == ()
                break
            assert 2 < len(offered) < 5, (name, turn, offered)
            assert len(set(offered)) == len(offered)
            assert not any("{" in line for line in offered)
            assert offered == choices_for(call)
            call.say(offered[which], float(turn))


def test_the_good_line_stands_in_no_certain_place(begin: Begin) -> None:
    """Over seeds it is first, second, third and last."""
    places = set()
    for seed in range(24):
        call = begin("hospital-bill", seed)
        opening = Play(read_bots()["excellent"], call.cast).line("opening")
        places.add(choices_for(call).index(opening))
    assert places == {0, 1, 2, 3}


def test_taking_the_good_line_every_time_passes_and_the_worst_does_not(clock: SetClock) -> None:
    """A first day can be won by choosing well."""

    def play(bad: bool) -> Scorecard:
        sitting = opening.start(LIBRARY, "hospital-bill", HEARING, clock, 3, MODE, keep=False)
        for _ in range(16):
            offered = sitting.choices()
            if sitting.call.over or not offered:
                break
            best = max(range(len(offered)), key=lambda each: _goodness(sitting, offered[each]) * (-1 if bad else 1))
            sitting.say(str(best + 1), 1.0)
        sitting.hang_up()
        return sitting.scorecard()

    assert play(bad=False).passed
    assert not play(bad=True).passed


def _goodness(sitting: Sitting, line: str) -> float:
    """1 for what the good agent would say, less for what others would, least for threats and shrugs."""
    call = sitting.call
    good = {Play(read_bots()["excellent"], call.cast).line(key) for key in read_bots()["excellent"].says}
    acts = {heard.act for heard in HEARING.hear(line, "agent", call.history())}
    if acts & {"blame", "dismiss", "calm-down", "press-to-borrow", "ask-full-payment"} or any(
        act.startswith("threaten") for act in acts
    ):
        return -1.0
    return (
        1.0
        if line in good or ("{" not in line and acts & {"reflect-content", "reflect-feeling", "recap-arrangement"})
        else 0.0
    )


def test_a_number_is_the_line_and_anything_else_is_itself(begin: Begin) -> None:
    """Own words are always allowed, numbers out of range are words."""
    call = begin("hospital-bill")
    offered = choices_for(call)
    assert chosen(call, " 2 ") == offered[1]
    assert chosen(call, "2.") == offered[1]
    assert chosen(call, "7") == "7"
    assert chosen(call, "Hello, who is this?") == "Hello, who is this?"


def test_choices_reach_programs_and_are_taken_by_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """JSON lines carry the choices; the log holds the words, so that a replay needs no choices."""
    from simulator.commands.practise import main

    monkeypatch.setenv("RIGHTPARTY_DATA", str(tmp_path))
    monkeypatch.setattr("sys.stdin", io.StringIO('{"say": "1"}\n{"hang_up": true}\n'))
    assert main(["hospital-bill", "--json", "--choose", "--seed", "3"]) == 0
    messages = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    offered = next(each["choices"] for each in messages if each["type"] == "debtor")
    log = next((tmp_path / "calls").glob("*.jsonl")).read_text(encoding="utf-8")
    assert json.dumps(offered[0])[1:-1] in log


def test_no_lines_are_offered_in_an_exam_or_to_a_coached_call(clock: SetClock) -> None:
    """They are for the first day only."""
    for mode in ("coach", "exam"):
        assert opening.start(LIBRARY, "hospital-bill", HEARING, clock, 3, mode, keep=False).choices() == ()
