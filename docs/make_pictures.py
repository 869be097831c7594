"""Makes what the documents show from the program itself: pictures of the screens, and whole calls as text.

Run `make docs`. Never edit the pictures or the calls by hand.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scenarios.packs import Library, read_vocabulary
from simulator.calls.header import Header
from simulator.clock import SetClock
from simulator.desk.people import People
from simulator.dialogue.events import to_json
from simulator.evaluation.scripted import play_script
from simulator.practice.keeping import least_confidence
from simulator.practice.wording import card_lines, transcript_lines
from simulator.records.attempts import Attempts, Scored
from simulator.records.database import Database
from simulator.records.places import database_url
from simulator.screens.app import RightpartyApp
from simulator.screens.scorecard import ScorecardScreen
from simulator.screens.speech import SpeechInput
from simulator.understanding.hearing import Hearing

HERE = Path(__file__).parent
SHOWN = ("hospital-bill", "never-told", "talk-to-her-office")
SAID = (
    "Hello, this is Lee Park on a recorded line. May I speak with Maria Lopez?",
    "Thank you, Maria. To protect your privacy, could you confirm your date of birth?",
    "I'm calling from Harbor Recovery Group. This is an attempt to collect a debt, and any information obtained will be"
    " used for that purpose. It's a balance of $1,840 with St. Anselm Hospital. Can you tell me what happened?",
    "Well, pay today or we'll garnish your wages.",
)


def write_calls(folder: Path) -> None:
    """The scripted calls of three scenarios, with their scorecards, as documents in `folder`."""
    library, hearing = Library(), Hearing(read_vocabulary())
    for name in SHOWN:
        scenario = library.scenario(name)
        for script in scenario.calls:
            result = play_script(library, name, script, hearing)
            slug = script.name.replace(" ", "-")
            lines = [
                f"# {scenario.title}: {script.name}",
                "",
                "Made by `make docs` from the scripted call beside the scenario.",
                "",
                "```text",
            ]
            lines += transcript_lines(result.played)
            if script.wrap_up is not None:
                lines += ["", f"Wrap-up: {script.wrap_up.disposition}. {script.wrap_up.note}"]
            lines += ["", *card_lines(result.card.as_json()), "```", ""]
            (folder / f"{name}-{slug}.md").write_text("\n".join(lines), encoding="utf-8")


async def settle(pilot: Any) -> None:
    """Let everything finish."""
    for _ in range(4):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def take_pictures() -> None:
    """Home, call and scorecard."""
    app = RightpartyApp(clock=SetClock(datetime(2026, 3, 4, 12, 0, tzinfo=UTC)), seed=1)
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        app.save_screenshot("home.svg", str(HERE / "pictures"))
        app.open_brief("hospital-bill")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        for line in SAID:
            app.screen.query_one(SpeechInput).text = line
            await pilot.press("enter")
            await settle(pilot)
        app.save_screenshot("call.svg", str(HERE / "pictures"))
    library, hearing = Library(), Hearing(read_vocabulary())
    card = play_script(library, "hospital-bill", library.scenario("hospital-bill").calls[1], hearing).card
    app = RightpartyApp(clock=SetClock(datetime(2026, 3, 4, 12, 0, tzinfo=UTC)), seed=1)
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        app.push_screen(ScorecardScreen(card.as_json()))
        await settle(pilot)
        app.save_screenshot("scorecard.svg", str(HERE / "pictures"))


def practise(library: Library, hearing: Hearing) -> None:
    """The scripted calls of three scenarios as if three people had played them over a week, some of them reviewed."""
    clock = SetClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    database = Database(database_url())
    people = [People(database).alone(name, clock.now()) for name in ("Ann Doyle", "Bo Larsen", "Cleo Marsh")]
    number = 0
    for person in people:
        for name in SHOWN:
            for script in library.scenario(name).calls[: 3 if person is people[0] else 2]:
                clock.moment += timedelta(hours=5)
                result = play_script(library, name, script, hearing)
                header = Header(f"call-{number:02d}-{name}", name, "", 1, clock.now().isoformat(timespec="seconds"))
                log = [header.as_json(), *(to_json(event) for event in result.played.events)]
                card = {**result.card.as_json(), "id": header.id}
                kept = Attempts(database)
                kept.begin(header.id, name, person.id, "exam" if number % 2 else "coach", 1, header.started_at)
                ended = (clock.now() + timedelta(minutes=7)).isoformat(timespec="seconds")
                words = "".join(json.dumps(line) + "\n" for line in log)
                kept.finish(
                    header.id,
                    Scored(ended, result.played.state.turn, card, words, least_confidence(result.played, card)),
                )
                number += 1
    database.close()


async def take_desk_pictures() -> None:
    """The queue, a call under review, the team."""
    app = RightpartyApp(clock=SetClock(datetime(2026, 3, 9, 12, 0, tzinfo=UTC)), review=True)
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        app.save_screenshot("queue.svg", str(HERE / "pictures"))
        await pilot.press("f2", "f2")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        app.save_screenshot("review.svg", str(HERE / "pictures"))
        app.home()
        await pilot.press("f7")
        await settle(pilot)
        app.save_screenshot("team.svg", str(HERE / "pictures"))


def without_network() -> None:
    """A picture fetches nothing: its fonts are whatever the reader's machine has."""
    for path in (HERE / "pictures").glob("*.svg"):
        text = re.sub(r"@font-face\s*\{.*?\}", "", path.read_text(encoding="utf-8"), flags=re.S)
        path.write_text(text, encoding="utf-8")


def main() -> None:
    """Calls and pictures."""
    (HERE / "calls").mkdir(exist_ok=True)
    (HERE / "pictures").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RIGHTPARTY_DATA"] = folder
        write_calls(HERE / "calls")
        asyncio.run(take_pictures())
        practise(Library(), Hearing(read_vocabulary()))
        asyncio.run(take_desk_pictures())
    without_network()


if __name__ == "__main__":
    main()
