"""Bots explore: the same calls whatever the number of processes, and what every call keeps to is checked for real."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.calls.call import Call
from simulator.commands.main import main
from simulator.dialogue.events import DebtorSpoke
from simulator.evaluation.bots import known_bots
from simulator.workshop.coverage import places_of
from simulator.workshop.exploring import explore, find_broken, guided, search, tasks
from tests.conftest import LIBRARY

Begin = Callable[..., Call]


def test_bots_take_turns_and_seeds_go_up() -> None:
    """Each bot has met the first seed before any meets the second."""
    wanted = tasks(["hospital-bill"], 4, ["excellent", "novice"])
    assert [each[1:] for each in wanted] == [("excellent", 1), ("novice", 1), ("excellent", 2), ("novice", 2)]


def test_wanderer_comes_after_each_graded_bot_and_is_no_rung() -> None:
    """Half of the calls get everywhere, the other half are judged."""
    wanted = tasks(["hospital-bill"], 6)
    assert [each[1] for each in wanted] == ["excellent", "wanderer", "good", "wanderer", "novice", "wanderer"]
    assert [each[2] for each in wanted] == [1, 1, 1, 2, 1, 3]
    assert "wanderer" not in known_bots()


def test_wanderers_get_where_a_good_agent_never_does() -> None:
    """In as many calls; and nothing breaks."""
    reached = {}
    for bot in ("excellent", "wanderer"):
        played = list(explore(tasks(["hospital-bill"], 8, [bot])))
        assert not any(each.broken for each in played)
        reached[bot] = {name for each in played for kind, name in each.reached if kind == "way"}
    assert len(reached["wanderer"]) > len(reached["excellent"]) + 2


def test_two_processes_play_the_same_calls_as_one() -> None:
    """In the same order, to the same scores."""
    wanted = tasks(["hospital-bill"], 2, ["excellent", "pushy"])
    assert list(explore(wanted, workers=1)) == list(explore(wanted, workers=2))


def test_planted_faults_are_found(begin: Begin) -> None:
    """A line said twice and a placeholder that nobody filled."""
    call = begin()
    call.say("May I speak with Maria Lopez?", 1.0)
    assert find_broken(call) == []
    spoken = next(event for event in reversed(call.events) if isinstance(event, DebtorSpoke))
    call.events.append(replace(spoken, text="I have {left} left."))
    words = "\n".join(find_broken(call))
    assert "placeholder" in words
    assert "said 2 times" in words
    assert "replay" in words


def test_command_prints_a_table_and_counts_what_broke(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing broke, so the exit code is 0."""
    assert main(["scenarios", "explore", "hospital-bill", "--calls", "2", "--workers", "1"]) == 0
    shown = capsys.readouterr()
    assert "hospital-bill" in shown.out
    assert "2 calls, 0 broke something" in shown.err
    assert main(["scenarios", "explore", "hospital-bill", "--bot", "excelent"]) == 2
    assert "excellent" in capsys.readouterr().err


def test_the_page_is_one_file_with_figures_beside_its_bars(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No script, nothing fetched; the same figures as the table."""
    page = tmp_path / "explored.html"
    assert (
        main(["scenarios", "explore", "roommate-answers", "--calls", "4", "--workers", "1", "--html", str(page)]) == 0
    )
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "default-src 'none'" in text
    figures = capsys.readouterr().out.split("\n")[1].split()
    assert all(f"{figure}</td>" in text for figure in figures[1:5])
    assert (
        main(
            [
                "scenarios",
                "explore",
                "roommate-answers",
                "--calls",
                "1",
                "--workers",
                "1",
                "--html",
                str(tmp_path / "no" / "x.html"),
            ]
        )
        == 2
    )


def test_guide_says_in_words_what_the_search_found() -> None:
    """Where no bot has been, the search's call is said and heard, and most of it comes where it should; nothing breaks on the way."""
    name = "hospital-bill"
    ways = next(search([name]))
    coverage = places_of(LIBRARY, name)
    coverage.reachable = frozenset(ways)
    assert coverage.share("way")[0] == 0
    broke = [words for wrong in guided(name, ways, coverage) for words in wrong]
    reached, there = coverage.share("way")
    assert broke == []
    assert reached / there >= 0.8
    assert list(guided(name, dict.fromkeys(coverage.reached, ()), coverage)) == []
