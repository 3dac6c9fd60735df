"""Makes the kept files of the forms that storage has now: `python -m tests.data.make_form`.

Run it once when a form is new, and never again for that form: the files stand for what teachers
have on their disks. What a new form adds should have a row here first.
"""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from desktop_app.domain.ports import CalendarInfo
from desktop_app.domain.reminders import Mark
from desktop_app.domain.student import Student
from desktop_app.storage.rows import CACHE_FORM, DESK_FORM
from tests.unit.storage.parts import ANA, HOUR, NOW, Files, at, create, days, draft, said


def main() -> None:
    """Write desk.db and cache.db with one of each thing in them."""
    files = Files(Path(tempfile.mkdtemp()))
    store = files.open()
    store.set_account(ANA)
    store.calendars.keep(
        [
            CalendarInfo("cal", "Ana", "#039BE5", primary=True),
            CalendarInfo("work", "Instituto", "#B39DDB", "writer"),
        ],
        NOW,
    )
    store.calendars.show("work", False)
    store.reminders.keep(Mark("single", "", NOW + HOUR, 10), 0, NOW)
    store.begin_generation("cal")
    pending = {"state": "pending", "request_id": "r1"}
    store.apply_page(
        "cal",
        [
            said(
                "single",
                at(0),
                summary="Vieja",
                lesson={"access_code": "K7RM2P", "students": ["eva"]},
            ),
            said("day", days("2026-11-18", "2026-11-19"), summary="Feriado"),
            said("pending", at(2 * HOUR), summary="Pendiente", meeting=pending),
            said("series", at(24 * HOUR), summary="Serie", recurrence=["RRULE:FREQ=DAILY;COUNT=4"]),
            said(
                "series_2",
                None,
                recurring_event_id="series",
                original="20261120T110640Z",
                status="cancelled",
            ),
        ],
        "token-1",
        "fields-1",
    )
    edit = draft("single", fields={"summary": "Mía"}, base={"summary": "Vieja"})
    undo = draft("new", "delete", base={"summary": "Nueva"})
    new = replace(create("new", HOUR, summary="Nueva"), group="act", back=(undo,))
    moved = replace(edit, carry={"days": 1})
    changes, _ = store.record([new, moved], NOW)
    store.need_attention(changes[1].seq, "conflict", 412, "summary")
    store.roster.change([Student("eva", "Eva", "+34 612 345 678")], [])
    store.synced(NOW)
    store.close()
    target = Path(__file__).parent / f"desk-{DESK_FORM}-cache-{CACHE_FORM}"
    target.mkdir()
    for path in (files.desk, files.cache):
        shutil.copyfile(path, target / path.name)
    shutil.rmtree(files.folder)


if __name__ == "__main__":
    main()
