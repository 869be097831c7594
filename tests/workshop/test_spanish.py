"""The shipped pack in Spanish: a scenario in a second language is installed by name, played, and judged for what can be judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.packs import Library, shipped_folder
from scenarios.problems import RightpartyError
from scoring.overruling import Overruling, overrule
from simulator.calls.call import Call
from simulator.clock import SetClock
from simulator.commands.main import main
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import AgentSpoke, DebtorSpoke
from simulator.evaluation.bots import bots_speak
from simulator.evaluation.scripted import play_script
from simulator.practice import opening
from simulator.practice.drills import schedule
from simulator.practice.wording import card_lines
from simulator.reports.html import write_html
from simulator.reports.markdown import write_markdown
from simulator.screens.scorecard_items import items_of
from simulator.workshop.checking import check_everything
from simulator.workshop.translating import lines_of
from tests.conftest import HEARING, LIBRARY

NAME = "hospital-bill-es"
PACK = shipped_folder() / "spanish"
SPANISH = Library([PACK])


def test_pack_is_installed_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    """No path to look for; its calls pass from where it lies then."""
    assert main(["packs", "install", "spanish"]) == 0
    assert main(["scenarios", "test", NAME]) == 0
    assert "3 passed" in "".join(capsys.readouterr())


def test_pack_has_no_mistakes_even_where_it_is_installed_already() -> None:
    """Nothing ambiguous, nothing unreachable; a folder that is also among the packs is not there twice."""
    assert check_everything([PACK], [PACK])[0] == []


def test_no_english_line_is_left() -> None:
    """Everything that a trainee reads or hears has been translated."""
    english = {line.source for line in lines_of(LIBRARY, "hospital-bill")}
    assert not english & {line.source for line in lines_of(SPANISH, NAME)}


@pytest.mark.parametrize("number", range(3))
def test_example_call_comes_to_what_it_must(number: int) -> None:
    """A plan that she can keep, one that listens to nothing, one that scolds her."""
    script = SPANISH.scenario(NAME).calls[number]
    assert play_script(SPANISH, NAME, script, HEARING).differences == ()


def test_rules_are_not_evaluated_and_the_call_passes_nothing() -> None:
    """Nothing listened for breaches, so the card does not say that there were none."""
    card = play_script(SPANISH, NAME, SPANISH.scenario(NAME).calls[0], HEARING).card
    assert card.compliance is None
    assert card.findings == ()
    assert card.rules == ()
    assert not card.passed
    assert {each.rule.partition("@")[0] for each in card.not_evaluated} == {"us-federal", "policy"}
    assert card.overall is not None
    assert card.overall > 90


def test_card_in_words_does_not_say_that_no_rule_was_hit() -> None:
    """As text, Markdown, one page and on the screen: what was not listened for is not clean."""
    card = play_script(SPANISH, NAME, SPANISH.scenario(NAME).calls[0], HEARING).card.as_json()
    shown = ["\n".join(card_lines(card)), write_markdown(card), write_html([card]), items_of(card)[0].label]
    assert all("not judged" in text and "No rule was hit" not in text for text in shown)


def test_what_is_not_judged_stays_so_when_a_point_is_overruled_and_in_what_to_practise() -> None:
    """A supervisor's other opinion of one point makes no pass of it, and compliance is no skill that was shown."""
    card = play_script(SPANISH, NAME, SPANISH.scenario(NAME).calls[0], HEARING).card.as_json()
    again = overrule(card, [Overruling("criterion:company", "missed", "not named")])
    assert again["scores"]["compliance"] is None
    assert not again["passed"]
    assert "compliance" not in {each.skill for each in schedule([("x", "2026-03-04T12:00:00+00:00", card)])}


def test_figures_and_days_are_said_in_spanish() -> None:
    """What the program puts into her words is no English."""
    said = []
    for seed in range(4):
        call = Call(Cast.of(SPANISH, NAME, seed), HEARING)
        for line in SPANISH.scenario(NAME).calls[0].agent:
            if not call.over:
                call.say(line, 0)
        said += [event.text for event in call.events if isinstance(event, DebtorSpoke)]
    text = " ".join(said)
    assert " al mes" in text
    assert "el día " in text
    assert not any(english in text for english in (" a month", "the 3rd", "Like I said", "th."))


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("¿Podría pagar $80 al mes?", "offer-plan"),
        ("cuanto podria pagar usted al mes", "ask-ability"),
        ("Buenas tardes, habla Lee Park.", "identify-self"),
    ],
)
def test_line_near_to_a_phrase_is_heard_with_any_figure(line: str, act: str) -> None:
    """A trainee need not say a phrase word for word."""
    call = Call(Cast.of(SPANISH, NAME, 1), HEARING)
    call.say(line, 0)
    assert act in {heard.act for event in call.events if isinstance(event, AgentSpoke) for heard in event.acts}


@pytest.mark.parametrize("line", ["Can you pay it all today?", "La vamos a arrestar si no paga.", "No hay nada."])
def test_nothing_else_is_heard(line: str) -> None:
    """Neither English, nor a threat that no phrase reports: the card says that rules were not judged."""
    call = Call(Cast.of(SPANISH, NAME, 1), HEARING)
    call.say(line, 0)
    assert not [heard for event in call.events if isinstance(event, AgentSpoke) for heard in event.acts]


def test_call_says_while_it_goes_on_that_rules_are_not_judged(clock: SetClock) -> None:
    """The status line of the screen and `/findings` of the plain front take these words."""
    assert opening.start(SPANISH, NAME, HEARING, clock, 1, keep=False).nothing_found == "not judged"
    assert opening.start(SPANISH, "hospital-bill", HEARING, clock, 1, keep=False).nothing_found == "no rule hit"


@pytest.mark.parametrize("mode", ["choice", "exam"])
def test_only_coach_mode_is_offered(mode: str, clock: SetClock) -> None:
    """Lines to choose from are English, and an exam needs the rules."""
    with pytest.raises(RightpartyError, match="coach mode alone"):
        opening.start(SPANISH, NAME, HEARING, clock, 1, mode)


def test_bots_say_that_they_speak_english() -> None:
    """And leave the scenario out where none is named."""
    with pytest.raises(RightpartyError, match="bots speak English"):
        bots_speak(SPANISH, [NAME])
    assert bots_speak(SPANISH, []) == LIBRARY.names("library")


def test_pack_is_no_part_of_the_library() -> None:
    """Who does not ask for Spanish sees nothing of it."""
    assert NAME not in LIBRARY.names("library")
    assert Path(PACK, "pack.yaml").is_file()
