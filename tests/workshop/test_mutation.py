"""Small changes to a scenario: which are noticed, and that nothing stays changed."""

from __future__ import annotations

import pytest

from scenarios.model.scenario import Scenario
from simulator.evaluation.scripted import play_script
from simulator.workshop.mutation import Mutant, mutate
from tests.conftest import HEARING, LIBRARY


@pytest.fixture(scope="module")
def mutants() -> list[Mutant]:
    """Every mutant of one scenario."""
    return list(mutate(LIBRARY, "roommate-answers", HEARING))


def test_a_change_that_a_scripted_call_expects_otherwise_is_noticed(mutants: list[Mutant]) -> None:
    """Some are, some are not, and what moves no call cannot be noticed."""
    assert any(each.noticed for each in mutants) or any(each.moved for each in mutants)
    assert not [each for each in mutants if each.noticed and not each.moved]


def test_every_change_names_its_file_and_line(mutants: list[Mutant]) -> None:
    """So that an author finds what is not guarded."""
    assert all(each.line > 0 and each.file.endswith(".yaml") for each in mutants)
    assert {each.file.split("/")[-1] for each in mutants} == {"roommate-answers.yaml", "becca-nolan.yaml"}


def test_the_library_is_as_before(mutants: list[Mutant]) -> None:
    """Mutants live in libraries of their own."""
    assert mutants
    assert play_script(LIBRARY, "roommate-answers", LIBRARY.scenario("roommate-answers").calls[0], HEARING).passed


def test_a_library_with_one_entry_another_reads_nothing_else() -> None:
    """The entry is other, everything else is the same object."""
    scenario: Scenario = LIBRARY.scenario("hospital-bill")
    maria = LIBRARY.persona("maria-lopez")
    other = LIBRARY.instead("library", "hospital-bill", scenario.model_copy(update={"level": 5}))
    assert other.scenario("hospital-bill").level == 5
    assert LIBRARY.scenario("hospital-bill").level == 2
    assert other.persona("maria-lopez") is maria
