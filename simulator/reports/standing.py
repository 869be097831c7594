"""What a report says: of a person, a team, a scenario, a period; and the certificate of somebody who is ready.

Owns choosing and naming the figures. The figures themselves are `simulator.desk.standing`.
"""

from __future__ import annotations

from scenarios.problems import RightpartyError
from scoring.intervals import Interval
from scoring.readiness import Plan, operating_curve
from simulator.desk.desk import Desk
from simulator.desk.latest import EVER, Period
from simulator.desk.person_page import person_page
from simulator.desk.scenario_figures import scenario_figures
from simulator.desk.standing import heat_map, ranking, readiness_of_all
from simulator.desk.wording import criterion_title, readiness_words
from simulator.reports.document import Document, Part

HALF = ("low", "high")
"""The ends of an interval of 95 %."""


def person_report(desk: Desk, name: str, period: Period = EVER) -> Document:
    """One person: readiness, sections, what to coach, every call of the period. Raises Refused."""
    desk.require("report.make")
    page = person_page(desk, name, period=period)
    sections = tuple((section.capitalize(), *_ends(interval)) for section, interval in page.sections.items())
    actions = tuple(
        (criterion_title(each.criterion), round(each.lost, 2), round(each.before, 2), each.calls)
        for each in page.actions
    )
    calls = tuple(
        (end[:16].replace("T", " "), scenario, overall, "passed" if passed else "not passed")
        for end, scenario, overall, passed in reversed(page.series)
    )
    figures: tuple[tuple[str | float | None, ...], ...] = (
        ("Calls", page.calls, None, None),
        ("Share passed, %", *_ends(page.passed, 100)),
        ("First overall", page.first, None, None),
        ("Best overall", page.best, None, None),
        ("Latest overall", page.latest, None, None),
        ("Lift, last calls less first", *_ends(page.lift)),
    )
    return Document(f"{page.name}: practice", desk.stamp, str(period) + readiness_words(page.readiness), (
        Part("Figures", ("figure", "value", *HALF), figures),
        Part("Sections, latest calls", ("section", "mean", *HALF), sections, bars=1),
        Part("What to coach first", ("criterion", "points lost lately", "points lost before", "calls"), actions,
             "A skill that slips comes before one that was always so."),
        Part("Calls", ("ended (UTC)", "scenario", "overall", "result"), calls, bars=2),
    ))  # fmt: skip


def team_report(desk: Desk, team: str = "", period: Period = EVER) -> Document:
    """A team, or everybody: ranking with ties, readiness, people × criteria. Raises Refused."""
    desk.require("report.make")
    heat = heat_map(desk, team, period)
    rows = tuple(
        (name, *(None if (cell := heat.cells.get((who, criterion))) is None else round(100 * cell.points) for criterion in heat.criteria))
        for who, name in heat.people
    )  # fmt: skip
    ranked = tuple(
        (place, name, *_ends(interval))
        for place, group in enumerate(ranking(desk, team, period), 1)
        for name, interval in group
    )
    ready = tuple(
        (name, stand.verdict, stand.now.calls, stand.now.passed, stand.before or "")
        for name, stand in readiness_of_all(desk, team).items()
    )
    return Document(f"Team {team}" if team else "All teams", desk.stamp, f"{period}Figures rest on everybody's latest calls; readiness on the latest of all.", (
        Part("Ranking", ("group", "who", "overall", *HALF), ranked,
             "Those of one group cannot be told apart: their intervals overlap with the best of the group.", bars=2),
        Part("Ready for the phone", ("who", "verdict", "exam calls", "passed", "earlier verdict"), ready, plan_words(Plan())),
        Part("People × criteria", ("who", *(criterion_title(each) for each in heat.criteria)), rows,
             "Share of the points earned, in %; weakest criterion first."),
    ))  # fmt: skip


def scenario_report(desk: Desk, scenario: str, declared: int | None, period: Period = EVER) -> Document:
    """One scenario: how hard it is, what tells good calls from poor ones. Raises Refused, and RightpartyError if nobody played it."""
    desk.require("report.make")
    found = scenario_figures(desk, scenario, period)
    if found is None:
        raise RightpartyError(f"Nobody has played '{scenario}' yet.", "`rightparty scenarios list` names scenarios.")
    items = tuple(
        (criterion_title(item.name), item.calls, round(100 * item.difficulty),
         None if item.discrimination is None else round(item.discrimination, 2))
        for item in found.items
    )  # fmt: skip
    figures: tuple[tuple[str | float | None, ...], ...] = (
        ("Calls", found.calls, None, None),
        ("Share passed, %", *_ends(found.passed, 100)),
        ("Level, declared", declared, None, None),
        ("Level, measured", found.level, None, None),
        ("Minutes, median", None if found.minutes is None else round(found.minutes, 1), None, None),
    )
    return Document(f"Scenario {scenario}", desk.stamp, str(period), (
        Part("Figures", ("figure", "value", *HALF), figures),
        Part("Criteria", ("criterion", "calls", "met, %", "tells good from poor"), items,
             "Hardest first. The last figure is the correlation with the rest of the call: near nought, it tells nothing.", bars=2),
    ))  # fmt: skip


def certificate(desk: Desk, name: str, head: str) -> Document:
    """That somebody is ready, with what it rests on. Raises Refused, and RightpartyError for somebody who is not."""
    desk.require("report.make")
    page = person_page(desk, name)
    if page.readiness.verdict != "ready":
        raise RightpartyError(f"{page.name} cannot be certified: {readiness_words(page.readiness)}")
    curve = tuple(
        (round(100 * each.share), round(100 * each.ready, 1), round(each.calls, 1)) for each in operating_curve(Plan())
    )
    return Document(
        f"{page.name} is ready to make calls", desk.stamp,
        f"{readiness_words(page.readiness)} {plan_words(Plan())} "
        f"The records this rests on end with entry {head}; `rightparty records verify --head {head}` shows that they still stand.",
        (
            Part("The calls", ("ended (UTC)", "scenario", "overall", "result"),
                 tuple((end[:16].replace("T", " "), scenario, overall, "passed" if passed else "not passed")
                       for end, scenario, overall, passed in page.exams), bars=2),
            Part("What the test does", ("passes so many calls, %", "is found ready, %", "after calls, on average"), curve),
        ),
    )  # fmt: skip


def plan_words(plan: Plan) -> str:
    """What ready means, in a sentence."""
    return (
        f"Ready: the test stops as soon as it is decided; whoever passes {plan.not_ready:.0%} of calls is let through at most "
        f"{plan.let_through:.0%} of times, whoever passes {plan.ready:.0%} is kept back at most {plan.kept_back:.0%}."
    )


def _ends(interval: Interval | None, times: float = 1.0) -> tuple[float | None, float | None, float | None]:
    if interval is None:
        return (None, None, None)
    return (round(times * interval.value, 1), round(times * interval.low, 1), round(times * interval.high, 1))


__all__ = ["certificate", "person_report", "scenario_report", "team_report"]
