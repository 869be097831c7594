"""What each turn cost: never less than nothing, most where the call was lost, nothing where it was done well."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from simulator.commands.main import main
from simulator.evaluation.scripted import play_script
from simulator.practice.regret import Cost, cost_lines, count_costs, dearest, explain_costs
from tests.conftest import HEARING, LIBRARY


def costs_of(name: str, number: int) -> list[Cost]:
    """The costs of a scripted call in the order of the call."""
    call = play_script(LIBRARY, name, LIBRARY.scenario(name).calls[number], HEARING).played
    return sorted(count_costs(call), key=lambda each: each.turn)


def test_a_call_done_well_regrets_little() -> None:
    """No turn cost anything worth naming."""
    costs = costs_of("hospital-bill", 0)
    assert dearest(costs) is None
    assert cost_lines(costs)[-1] == "Nothing cost much."


def test_the_turn_that_lost_the_call_cost_most() -> None:
    """The threat, not the greeting; and what should have been said there is named."""
    call = play_script(LIBRARY, "hospital-bill", LIBRARY.scenario("hospital-bill").calls[1], HEARING).played
    costs = costs_of("hospital-bill", 1)
    worst = dearest(costs)
    assert worst is not None
    assert "arrested" in worst.words
    assert worst.instead
    assert any("more than any other turn" in line for lines in explain_costs(call).values() for line in lines)


@pytest.mark.parametrize("name", ["never-told", "unopened-letters", "roommate-answers", "after-the-beep", "who-dis"])
def test_costs_are_never_below_nothing_and_add_up(name: str) -> None:
    """What could be reached only falls; the parts make the whole."""
    for number in range(len(LIBRARY.scenario(name).calls)):
        costs = costs_of(name, number)
        assert all(each.points >= 0 for each in costs)
        assert all(one.after == other.before for one, other in itertools.pairwise(costs))
        assert sum(each.points for each in costs) == pytest.approx(
            costs[0].before - costs[-1].after, abs=0.1 * len(costs)
        )


def test_the_command_tells_it_of_a_stored_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the beginning of its id; an open call is refused."""
    import io

    monkeypatch.setenv("RIGHTPARTY_DATA", str(tmp_path))
    monkeypatch.setattr("sys.stdin", io.StringIO('{"say": "You owe us, pay or be arrested."}\n{"hang_up": true}\n'))
    assert main(["practise", "hospital-bill", "--json", "--seed", "3"]) == 0
    capsys.readouterr()
    stored = next((tmp_path / "calls").glob("*.jsonl")).stem
    assert main(["scorecards", "regret", stored]) == 0
    assert "cost most" in capsys.readouterr().out
    assert main(["scorecards", "regret", "nothing-here"]) == 2
