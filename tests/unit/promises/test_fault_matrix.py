"""docs/fault-matrix.md: every call meets every fault, over real HTTP; nothing is lost or doubled.

The page is written from what is seen here: `make fault-matrix` writes it anew.
"""

import os
import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple, cast

import pytest

from desktop_app.domain.change import Change
from desktop_app.domain.errors import AulaError, RemoteError
from desktop_app.domain.reasons import reason
from desktop_app.sync import retry
from desktop_app.sync.pacing import Pacer
from desktop_app.system.translations import install
from desktop_app.ui import badge
from desktop_app.ui.context import Context
from desktop_app.usecases.sync_now import Report
from tests.unit.promises.calls import CALLS, Call, Case
from tests.unit.promises.desk import HOUR, LAURA, MONDAY, Desk
from tests.unit.promises.faults import FAULTS, broken

PAGE = Path(__file__).parents[3] / "docs" / "fault-matrix.md"
WRITE = "FAULT_MATRIX" in os.environ
PATIENCE = 2 * HOUR
"""Seconds within which all is done once the fault is over: a quota may need one and a quarter."""

INTRODUCTION = """\
# What happens when something goes wrong

Every call that Aula makes to Google, and every fault that it can meet: what the teacher reads, what
is kept, when it is tried again. Nobody writes this page: `tests/unit/promises` lets each call meet
each fault over real HTTP and writes down what it saw (`make fault-matrix`; a test fails when the
page and the program differ). The same test then ends the fault, lets time go by, and demands that
the edit arrived, that it is there once, and that its guest got one mail; where the change needs the
teacher, after she pressed *Reintentar*.

*Tried again* says when the next try is due after the first failure. Where it is a range, chance
spreads it, so that not all Aulas of the world come back at once; what fails again waits twice as
long each time. F5, an edit, the network's return and coming back to the window may try sooner, but
never before a `Retry-After` is over.
"""

pytestmark = [pytest.mark.expects_log, pytest.mark.timeout(300)]


class Row(NamedTuple):
    """What one fault did: the three columns of the page."""

    reads: str
    kept: str
    again: str


@pytest.mark.parametrize("name", CALLS)
def test_whatever_a_call_meets_is_told_and_kept_and_in_the_end_done_once(
    name: str, desk: Desk, tmp_path: Path
) -> None:
    call = CALLS[name]
    rows: dict[Row, list[str]] = {}
    for number, fault in enumerate(FAULTS):
        case = Case(desk, f"fault{number:03d}")
        rows.setdefault(meet(call, fault, case, tmp_path), []).append(fault)
        assert_done_once(call, case, fault)
    section = section_of(call, rows)
    if WRITE:
        write(call, section)
    assert section in PAGE.read_text(), "the page says otherwise: see `make fault-matrix`"


def test_the_page_has_the_calls_that_are_tested_and_no_others() -> None:
    page = PAGE.read_text()
    assert page.startswith(INTRODUCTION)
    assert re.findall("^## (.*)$", page, re.M) == [call.title for call in CALLS.values()]


def meet(call: Call, fault: str, case: Case, folder: Path) -> Row:
    """Let the call meet the fault, and tell what came of it."""
    desk = case.desk
    call.begin(case)
    with broken(fault, desk, call.match.format(id=case.id), folder):
        report = signing_in(desk) if call is CALLS["calendars"] else desk.run()
    return Row(reads(call, desk, report), kept(call, case, report), again(call, desk, report))


def signing_in(desk: Desk) -> Report:
    """Ask for the calendars as a sign-in does."""
    try:
        assert desk.remote.resolve("", LAURA) == LAURA
    except AulaError as error:
        return Report(error=error)
    return Report()


def assert_done_once(call: Call, case: Case, fault: str) -> None:
    """The fault is over: all is done within two hours, or as soon as she says so."""
    desk = case.desk
    end = desk.clock() + PATIENCE
    while desk.clock() < end:
        desk.run_when_due()
        for change in desk.outbox:
            if change.state == "attention":
                desk.store.retry(change.seq, desk.clock())
        if call.done(case) and not desk.outbox:
            return
    pytest.fail(f"{fault}: {case.summaries()}, mails {case.mails()}, outbox {desk.outbox}")


# --- the page

SPANISH = install("es")
WORDS = cast(
    Context,  # all that the badge needs of it
    SimpleNamespace(
        tr=SPANISH.gettext,
        translator=SPANISH,
        language="es",
        zone="UTC",
        today=lambda: date(2026, 11, 23),
    ),
)


def reads(call: Call, desk: Desk, report: Report) -> str:
    """Return what the teacher reads: the badge, what it says when asked, the attention list."""
    if call is CALLS["calendars"]:
        return SPANISH.tell(report.error.told) if report.error else "—"
    shown = desk.badge(report)._replace(since=MONDAY)
    said = [badge.words(WORDS, shown)]
    said += [SPANISH.tell(shown.told)] if shown.told else []
    for change in desk.outbox:
        if change.state == "attention":
            said.append(SPANISH.tell(reason(change.error_code)))
            said += [f"«{change.error_detail}»"] if change.error_status else []
    return "<br>".join(said)


def kept(call: Call, case: Case, report: Report) -> str:
    """Return what of it is still here."""
    if call is CALLS["calendars"]:
        return "nothing: she is not connected yet" if report.error else "—"
    changes = case.desk.outbox
    if changes:
        return "the change" + (", in the list" if changes[0].state == "attention" else "")
    if call.done(case):
        return "— (done)"
    if call is CALLS["get"]:
        pending = case.desk.store.pending_meetings()
        return "the class; its link is asked for again" if pending else "the class, without a link"
    assert call.title.startswith("`events.list`")
    token = case.desk.store.sync_state(LAURA).token
    return "all that was here" + (", and the token" if token else "")


def again(call: Call, desk: Desk, report: Report) -> str:
    """Return when it is tried again."""
    if call is CALLS["calendars"]:
        return "when she presses *Conectar*" if report.error else "—"
    changes = desk.outbox
    if changes and changes[0].state == "attention":
        return "when she says so"
    if changes and report.error is None and report.held is None:
        return "in " + span(*change_waits(changes[0], desk))
    if report.held is not None:
        return "in " + span(*(chance(1.0, 1.25) * retry.QUOTA_WAIT for chance in (_least, _most)))
    if report.error is None:
        return "—"
    now = desk.clock()
    waits = [Pacer(chance).ended(now, report.error) for chance in (_least, _most)]
    return "in " + span(*waits)


def _least(low: float, high: float) -> float:
    return low


def _most(low: float, high: float) -> float:
    return high


def change_waits(change: Change, desk: Desk) -> tuple[float, float]:
    """Return between how many seconds the change was to be left alone, by chance."""
    error = RemoteError(code=change.error_code, retryable=True)
    low, high = (retry.wait(error, 0, spread) for spread in (_least, _most))
    assert low <= change.wait_until - desk.clock() <= high
    return low, high


def span(low: float, high: float) -> str:
    """Return a range of seconds in the largest unit that suits it."""
    unit, name = (60, "min") if low >= 60 else (1, "s")
    ends = [f"{end / unit:g}" for end in (low, high)]
    return f"{'–'.join(dict.fromkeys(ends))} {name}"


def section_of(call: Call, rows: dict[Row, list[str]]) -> str:
    """Return the call's section of the page."""
    lines = [f"## {call.title}", ""]
    lines += ["| fault | what she reads | what is kept | tried again |", "|---|---|---|---|"]
    lines += [f"| {'<br>'.join(faults)} | {' | '.join(row)} |" for row, faults in rows.items()]
    return "\n".join([*lines, ""])


def write(call: Call, section: str) -> None:
    """Put the section into the page, in the order of the calls."""
    page = PAGE.read_text() if PAGE.exists() else ""
    found = {part.partition("\n")[0]: f"## {part}" for part in page.split("\n## ")[1:]}
    found[call.title] = section
    titles = [one.title for one in CALLS.values()]
    PAGE.write_text(
        "\n".join([INTRODUCTION, *(found[t].rstrip() + "\n" for t in titles if t in found)])
    )
