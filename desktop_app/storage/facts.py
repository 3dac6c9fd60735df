"""Facts of both files for the diagnostics: forms, sizes, counts; nothing of what is in them."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.domain.errors import StorageError
from desktop_app.storage import backup, errors, rows

Fact = tuple[str, str]
_DESK = {
    "changes": """SELECT kind || ' ' || state ||
        CASE WHEN error_code = '' THEN '' ELSE ' (' || error_code || ')' END, count(*)
        FROM outbox GROUP BY 1 ORDER BY 1""",
    "accounts with changes": "SELECT 'accounts', count(DISTINCT account) FROM outbox",
}
_CACHE = {
    "events": """SELECT CASE recurring WHEN 1 THEN 'series' ELSE 'others' END, count(*)
        FROM events GROUP BY 1 ORDER BY 1""",
    "occurrences": "SELECT 'in all', count(*) FROM occurrences",
    "calendars": """SELECT CASE WHEN sync_token = '' THEN 'without a token' ELSE 'with a token' END,
        count(*) FROM calendars GROUP BY 1 ORDER BY 1""",
}


def facts(desk: Path, cache: Path) -> list[Fact]:
    """Return what there is to say of both files; trouble with one is a fact too."""
    found = [*_file(desk, rows.DESK_FORM, _DESK), *_file(cache, rows.CACHE_FORM, _CACHE)]
    copies = backup.copies(desk)
    told = f"{len(copies)}"
    if copies:
        newest = datetime.fromtimestamp(copies[0].made, UTC)
        told += f", the newest of {newest:%Y-%m-%d %H:%M} UTC"
    aside = len(list(desk.parent.glob("*.db.damaged-*")))
    return [*found, ("copies", told), ("files set aside", str(aside))]


def _file(path: Path, form: int, questions: dict[str, str]) -> Iterator[Fact]:
    if not path.exists():
        yield path.name, "not there"
        return
    wal = path.with_name(path.name + "-wal")
    size = path.stat().st_size + (wal.stat().st_size if wal.exists() else 0)
    try:
        yield path.name, f"form {rows.form_of(path)} (this Aula: {form}), {size:,} bytes"
        connection = rows.connect_read_only(path)
        try:
            with errors.told():
                for name, sql in questions.items():
                    said = ", ".join(f"{what} {count}" for what, count in connection.execute(sql))
                    yield f"{path.name}, {name}", said or "none"
        finally:
            connection.close()
    except (StorageError, sqlite3.Error) as error:
        yield path.name, f"cannot be read: {error}"
