"""A call that follows its files: what was said is said again whenever a file is saved, and what comes out differently is known.

Owns reading the files anew, playing the same utterances to the same point, and finding the line of YAML that a reply comes from.
Nothing is kept or scored. Never watches the clock and never prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scenarios.model.persona import Moodful
from scenarios.packs import Library, pack_of
from scenarios.problems import Problem, RightpartyError, SourceError
from scenarios.source import Path_
from simulator.calls.call import Call
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import AgentSpoke, DebtorSpoke
from simulator.evaluation.scripted import SECONDS_A_TURN
from simulator.understanding.hearing import Hearing
from simulator.workshop.coverage import pattern_of, places_of


@dataclass(frozen=True)
class Spoken:
    """One line of the rehearsal."""

    turn: int
    who: str
    """`You`, or the first name of the other side."""
    text: str
    was: str | None = None
    """What stood here before the files were last saved, where that was something else."""


@dataclass(frozen=True)
class Origin:
    """The line of YAML that words come from."""

    file: Path
    line: int
    """From 1."""


class Rehearsal:
    """One scenario, its files, and what has been said."""

    def __init__(self, name: str, hearing: Hearing, folders: Sequence[Path] = (), seed: int = 1) -> None:
        """Raises RightpartyError or SourceError when the scenario is not there or broken."""
        self.name, self.hearing, self.folders, self.seed = name, hearing, tuple(folders), seed
        self.said: list[str] = []
        self.problems: tuple[Problem, ...] = ()
        self._before: dict[int, str] = {}
        self._read()

    def _read(self) -> None:
        library = Library(self.folders)
        cast = Cast.of(library, self.name, self.seed)
        call = Call(cast, self.hearing)
        for number, line in enumerate(self.said):
            if call.over:
                break
            call.say(line, number * SECONDS_A_TURN)
        self.library, self.call = library, call

    @property
    def files(self) -> dict[str, Path]:
        """The files this call is made of, by what they are, in the order an author looks at them."""
        scenario, persona = self.call.cast.scenario, self.call.cast.persona
        names = {
            "library": scenario.scenario,
            "personas": scenario.persona,
            "voices": persona.voice,
            "flows": scenario.flow,
        }
        return {kind: self.library.path_of(kind, name) for kind, name in names.items()}

    def say(self, text: str) -> None:
        """The agent says something, if the call goes on."""
        if text.strip() and not self.call.over:
            self.said.append(text)
            self.call.say(text, len(self.said) * SECONDS_A_TURN)
            self._before = {}

    def take_back(self) -> str:
        """Take the agent's last line back; the line, to be said another way."""
        line = self.said.pop() if self.said else ""
        self._again()
        return line

    def from_here(self, turn: int) -> None:
        """Forget what the agent said after `turn`; the call goes on from there."""
        spoken = [event for event in self.call.events if isinstance(event, AgentSpoke) and event.turn <= turn]
        self.said = self.said[: len(spoken)]
        self._again()

    def _again(self) -> None:
        self._before = {}
        self._read()

    def reload(self) -> bool:
        """Read the files anew and say everything again; False when they are broken, and the call stays as it was."""
        before = {each.turn: each.text for each in self.lines()}
        try:
            self._read()
        except SourceError as error:
            self.problems = tuple(error.problems)
            return False
        except RightpartyError as error:
            self.problems = (Problem(self.name, 0, 0, "ref/unknown-name", error.message, error.hint),)
            return False
        self.problems = ()
        self._before = before
        return True

    def lines(self) -> list[Spoken]:
        """The call so far, with what has become another since the files were saved."""
        found = []
        for event in self.call.events:
            if isinstance(event, AgentSpoke | DebtorSpoke):
                who = "You" if isinstance(event, AgentSpoke) else self.call.cast.persona.first_name
                was = self._before.get(event.turn)
                found.append(Spoken(event.turn, who, event.text, was if was != event.text else None))
        return found

    def origin(self, turn: int) -> Origin | None:
        """Where the words at `turn` come from: the first line of their making that stands in a file."""
        spoke = next(
            (event for event in self.call.events if isinstance(event, DebtorSpoke) and event.turn == turn), None
        )
        for line in spoke.lines if spoke is not None else ():
            for kind, name, path, words in self._sentences():
                if pattern_of(words).fullmatch(line):
                    return Origin(self.library.path_of(kind, name), self.library.document(kind, name).mark(path).line)
            for place in places_of(self.library, self.name).places:
                if place.kind == "words" and pattern_of(place.name).fullmatch(line):
                    file = next(
                        (path for path in self.files.values() if str(path).endswith(place.file.split("/")[-1])), None
                    )
                    if file is not None:
                        return Origin(file, place.line)
        return None

    def _sentences(self) -> Iterator[tuple[str, str, Path_, str]]:
        """Sentences of person and voice that stand by what they do."""
        persona, voice = self.call.cast.persona, self.call.cast.voice
        for kind, name, table in (("personas", persona.persona, persona.lines), ("voices", voice.voice, voice.lines)):
            for key, spoken in table.items():
                for number, line in enumerate(spoken):
                    inner = enumerate(line.says) if isinstance(line, Moodful) else [(None, line)]
                    for index, words in inner:
                        path: Path_ = ("lines", key, number) if index is None else ("lines", key, number, "says", index)
                        yield kind, name, path, words


def find_scenario(asked: str) -> tuple[str, tuple[Path, ...]]:
    """A scenario's name, and the pack folder it stands in when a file was named. Raises RightpartyError for a file that is none."""
    path = Path(asked)
    if path.suffix != ".yaml":
        return asked, ()
    if not path.is_file():
        raise RightpartyError(f"There is no file {asked}.", "Name a scenario, or a file of a pack.")
    if not any(each.name == "library" for each in path.resolve().parents):
        raise RightpartyError(f"{asked} is no scenario of a pack.", "A scenario stands in library/ of its pack folder.")
    pack = pack_of(path)
    return path.stem, () if pack is None else (pack,)
