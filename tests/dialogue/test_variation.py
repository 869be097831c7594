"""Another seed is another day: the same person, other figures and mood, within what the author allows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.calls.call import Call
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import DebtorSpoke
from simulator.dialogue.variation import vary
from simulator.evaluation.scripted import play_script
from tests.conftest import HEARING, LIBRARY

Begin = Callable[..., Call]
NAMES = LIBRARY.names("library")
PERSONAS = sorted({LIBRARY.scenario(name).persona for name in NAMES})


@pytest.mark.parametrize("name", PERSONAS)
def test_seed_one_is_the_person_as_written(name: str) -> None:
    """Scripted calls rely on it."""
    assert vary(LIBRARY.persona(name), 1) == LIBRARY.persona(name)


@settings(deadline=None, max_examples=80)
@given(st.sampled_from(PERSONAS), st.integers(2, 10**6))
def test_a_seed_always_meets_the_same_person_within_the_ranges(name: str, seed: int) -> None:
    """And whoever had something left each month still has, and whoever had nothing still has nothing."""
    written = LIBRARY.persona(name)
    met = vary(written, seed)
    assert met == vary(written, seed)
    for mood in ("trust", "patience", "stress"):
        if mood in written.varies:
            assert written.varies[mood].low <= getattr(met.mood, mood) <= written.varies[mood].high  # type: ignore[index]
    if written.finances is not None and met.finances is not None:
        assert (met.finances.disposable > 0) == (written.finances.disposable > 0)
        assert met.finances.income.currency == written.finances.income.currency


def test_other_seeds_meet_somebody_with_other_figures() -> None:
    """Ten seeds are not one call ten times."""
    met = {str(Cast.of(LIBRARY, "hospital-bill", seed).persona.finances) for seed in range(2, 12)}
    assert len(met) > 5


@pytest.mark.parametrize("seed", range(1, 6))
def test_what_is_said_of_the_money_is_what_is_true_of_it(seed: int, begin: Begin) -> None:
    """She names what is left with her own seed's figure."""
    call = begin("hospital-bill", seed)
    for line in (
        "Hello, this is Lee Park on a recorded line. May I speak with Maria Lopez?",
        "To protect your privacy, could you confirm your date of birth?",
        "I'm so sorry, that sounds really hard. What happened?",
        "Thank you for telling me, it makes sense that this had to wait.",
        "What does your month look like, what comes in and what goes out?",
    ):
        call.say(line, 1.0)
    finances = call.cast.persona.finances
    assert finances is not None
    said = " ".join(event.text for event in call.events if isinstance(event, DebtorSpoke))
    assert f"maybe ${finances.disposable:,.0f} left" in said


@pytest.mark.parametrize("name", NAMES)
def test_the_good_call_is_good_on_another_day_too(name: str) -> None:
    """The first scripted call that passes also passes with another seed, and breaks nothing."""
    script = next(call for call in LIBRARY.scenario(name).calls if call.expect.passed)
    card = play_script(LIBRARY, name, script.model_copy(update={"seed": 2}), HEARING).card
    assert card.passed
    assert card.findings == ()
