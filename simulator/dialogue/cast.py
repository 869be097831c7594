"""Everything fixed about one call: scenario, persona, voice, flow, feelings, seed.

Owns bringing them together from a library, and the words that placeholders stand for. Never changes during a call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from weakref import WeakKeyDictionary

from scenarios.model.entry import SIGNS
from scenarios.model.flow import Feelings, Flow
from scenarios.model.persona import Persona, Voice
from scenarios.model.scenario import Scenario
from scenarios.packs import Library, read_feelings
from simulator.dialogue.machine import Statechart
from simulator.dialogue.state import CallState
from simulator.dialogue.tongue import TONGUES, Tongue
from simulator.dialogue.variation import vary

_CHARTS: WeakKeyDictionary[Library, dict[str, Statechart]] = WeakKeyDictionary()
"""One machine for each scenario of a library, made for its first call: making it costs more than a turn does."""


@dataclass(frozen=True)
class Cast:
    """Who and what a call is made of."""

    scenario: Scenario
    persona: Persona
    voice: Voice
    flow: Flow
    feelings: Mapping[str, Feelings]
    chart: Statechart
    seed: int
    rule_folders: tuple[Path, ...] = ()
    """Folders of rule packs beside the shipped ones."""
    rubric_folders: tuple[Path, ...] = ()
    """The same of rubrics."""

    @classmethod
    def of(cls, library: Library, name: str, seed: int) -> Cast:
        """The cast of a scenario. Raises RightpartyError or SourceError as the library does."""
        scenario = library.scenario(name)
        persona = vary(library.persona(scenario.persona), seed)
        flow = library.flow(scenario.flow)
        voice = library.voice(persona.voice)
        charts = _CHARTS.setdefault(library, {})
        chart = charts.get(name) or charts.setdefault(name, Statechart(flow, scenario.dialogue))
        return cls(
            scenario, persona, voice, flow, read_feelings(), chart, seed, library.rule_folders, library.rubric_folders
        )

    def opening(self) -> CallState:
        """The state before anybody has spoken."""
        name = self.scenario.begins or self.flow.begins
        mood = self.persona.mood
        flags: set[str] = {self.flow.direction}
        if self.persona.finances is not None and self.persona.relation is None:
            flags.add("owes")
        if self.scenario.regime.jurisdiction.startswith("us") and self.scenario.regime.collector in (
            "third-party",
            "debt-buyer",
        ):
            flags.add("us-collector")
        return CallState(
            name, self.flow.states[name].phase, mood.trust, mood.patience, mood.stress, flags=frozenset(flags)
        )

    @property
    def speaker(self) -> str:
        """How the other side is labelled in the transcript."""
        return "third-party" if self.persona.relation is not None else "debtor"

    def money(self, amount: Decimal) -> str:
        """An amount as people print it in a conversation."""
        whole = amount == amount.to_integral_value()
        return SIGNS.get(self.scenario.account.balance.currency, "") + (f"{amount:,.0f}" if whole else f"{amount:,.2f}")

    @property
    def tongue(self) -> Tongue:
        """The language of the call."""
        return TONGUES[self.scenario.language]

    def paid(self, amount: Decimal, every: str) -> str:
        """An amount with its rhythm: "$65 a month"; `once` has none."""
        return self.money(amount) + self.tongue.every.get(every, "")

    def words(self) -> dict[str, str]:
        """What the placeholders stand for in any line."""
        account = self.scenario.account
        holder = account.holder or self.persona.name
        finances = self.persona.finances
        money = {} if finances is None else {
            "income": self.money(finances.income.amount),
            "left": self.money(finances.disposable),
            "savings": self.money(finances.savings.amount),
        }  # fmt: skip
        return {
            **money,
            "name": self.persona.name,
            "first_name": self.persona.first_name,
            "holder": holder.split()[0],
            "company": self.scenario.company,
            "creditor": account.creditor,
            "balance": self.money(account.balance.amount),
            "agent": self.scenario.agent_name.split()[0],
        }
