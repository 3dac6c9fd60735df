"""The forms of both files: migrations and `user_version`. Loaded for a file that needs one."""

from sqlite_utils import Database, Migrations

from desktop_app.storage import errors, search
from desktop_app.storage.connection import Watched

desk = Migrations("desk")
cache = Migrations("cache")


def migrate(db: Watched, migrations: Migrations) -> None:
    """Bring the file to the newest form; each step is one transaction. Raises StorageError."""
    with errors.told():
        migrations.apply(Database(db.conn))


@desk()
def desk_form_1(db: Database) -> None:
    """The outbox, and small things by name."""
    _run(
        db,
        "CREATE TABLE desk (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        # AUTOINCREMENT: undo remembers a `seq`, so none is ever given twice.
        """CREATE TABLE outbox (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            account TEXT NOT NULL,
            calendar_id TEXT NOT NULL,
            family TEXT NOT NULL,
            event_id TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('create', 'patch', 'delete')),
            operation TEXT NOT NULL,
            original TEXT NOT NULL,
            fields TEXT NOT NULL,
            base TEXT NOT NULL,
            send_updates TEXT NOT NULL,
            not_before REAL NOT NULL,
            created REAL NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'waiting', 'attention')),
            attempts INTEGER NOT NULL,
            wait_until REAL NOT NULL,
            error_code TEXT NOT NULL,
            error_status INTEGER NOT NULL,
            error_detail TEXT NOT NULL,
            since REAL NOT NULL)""",
        "CREATE INDEX outbox_family ON outbox (account, family)",
        "CREATE INDEX outbox_event ON outbox (account, event_id)",
        "PRAGMA user_version = 1",
    )


@desk()
def desk_form_2(db: Database) -> None:
    """The roster: the fields of domain's Student."""
    _run(
        db,
        """CREATE TABLE students (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            phone TEXT NOT NULL,
            email TEXT NOT NULL,
            city TEXT NOT NULL,
            zone TEXT NOT NULL,
            color_id TEXT NOT NULL,
            class_type TEXT NOT NULL,
            length INTEGER NOT NULL,
            price TEXT NOT NULL,
            provider TEXT NOT NULL,
            notes TEXT NOT NULL) WITHOUT ROWID""",
        "PRAGMA user_version = 2",
    )


@desk()
def desk_form_3(db: Database) -> None:
    """Moves, groups of steps, and what Google said of an event when it was edited."""
    old = (
        "seq, account, calendar_id, family, event_id, kind, operation, original, fields, base, "
        "send_updates, not_before, created, state, attempts, wait_until, error_code, "
        "error_status, error_detail, since"
    )
    _run(
        db,
        # back: JSON of the drafts that take the step back; seen: what Google said of the event
        # when it was edited, as raw JSON.
        """CREATE TABLE outbox_new (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            account TEXT NOT NULL,
            calendar_id TEXT NOT NULL,
            family TEXT NOT NULL,
            event_id TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('create', 'patch', 'delete', 'move')),
            operation TEXT NOT NULL,
            original TEXT NOT NULL,
            fields TEXT NOT NULL,
            base TEXT NOT NULL,
            send_updates TEXT NOT NULL,
            not_before REAL NOT NULL,
            created REAL NOT NULL,
            "group" TEXT NOT NULL DEFAULT '',
            back TEXT NOT NULL DEFAULT '[]',
            seen TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL
                CHECK (state IN ('queued', 'sending', 'waiting', 'attention', 'done')),
            attempts INTEGER NOT NULL,
            wait_until REAL NOT NULL,
            error_code TEXT NOT NULL,
            error_status INTEGER NOT NULL,
            error_detail TEXT NOT NULL,
            since REAL NOT NULL)""",
        f"INSERT INTO outbox_new ({old}) SELECT {old} FROM outbox",
        # No place is ever given twice, not even one of a change that has gone.
        """INSERT INTO sqlite_sequence (name, seq) SELECT 'outbox_new', 0
            WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'outbox_new')""",
        """UPDATE sqlite_sequence SET seq = coalesce(
                (SELECT seq FROM sqlite_sequence WHERE name = 'outbox'), 0)
            WHERE name = 'outbox_new'""",
        "DROP TABLE outbox",
        "ALTER TABLE outbox_new RENAME TO outbox",
        "CREATE INDEX outbox_family ON outbox (account, family)",
        "CREATE INDEX outbox_event ON outbox (account, event_id)",
        """CREATE INDEX outbox_group ON outbox ("group") WHERE "group" <> ''""",
        "PRAGMA user_version = 3",
    )


@desk()
def desk_form_4(db: Database) -> None:
    """Which reminders were told: once only, also after a restart. `until`: put off till then."""
    _run(
        db,
        """CREATE TABLE reminders (
            family TEXT NOT NULL,
            original TEXT NOT NULL,
            start INTEGER NOT NULL,
            minutes INTEGER NOT NULL,
            until INTEGER NOT NULL,
            PRIMARY KEY (family, original, start, minutes)) WITHOUT ROWID""",
        "PRAGMA user_version = 4",
    )


@desk()
def desk_form_5(db: Database) -> None:
    """How the places of a series go by a change, as JSON: what is heard of later goes along."""
    _run(
        db,
        "ALTER TABLE outbox ADD COLUMN carry TEXT NOT NULL DEFAULT '{}'",
        "PRAGMA user_version = 5",
    )


@cache()
def cache_form_1(db: Database) -> None:
    """Server events, calendars, the expanded occurrences."""
    _run(
        db,
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE calendars (
            id TEXT PRIMARY KEY,
            sync_token TEXT NOT NULL DEFAULT '',
            fingerprint TEXT NOT NULL DEFAULT '',
            generation INTEGER NOT NULL DEFAULT 0,
            pulling INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID""",
        # series: recurringEventId of an exception. meeting_*: only while Google prepares one.
        # raw is last: the columns before it are read without it.
        """CREATE TABLE events (
            calendar_id TEXT NOT NULL,
            id TEXT NOT NULL,
            series TEXT,
            original TEXT NOT NULL,
            recurring INTEGER NOT NULL,
            status TEXT NOT NULL,
            generation INTEGER NOT NULL,
            meeting_request TEXT,
            meeting_since REAL,
            meeting_given_up INTEGER NOT NULL DEFAULT 0,
            raw TEXT NOT NULL,
            PRIMARY KEY (calendar_id, id))""",
        "CREATE INDEX events_series ON events (series, calendar_id) WHERE series IS NOT NULL",
        "CREATE INDEX events_recurring ON events (calendar_id, id) WHERE recurring = 1",
        "CREATE INDEX events_meeting ON events (meeting_since) WHERE meeting_since IS NOT NULL",
        # The columns of domain's Occurrence, in its order.
        """CREATE TABLE occurrences (
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            event_id TEXT NOT NULL,
            original TEXT NOT NULL,
            family TEXT NOT NULL,
            calendar_id TEXT NOT NULL,
            flags INTEGER NOT NULL,
            summary TEXT NOT NULL,
            color_id TEXT NOT NULL,
            link TEXT NOT NULL,
            access_code TEXT NOT NULL,
            class_type TEXT NOT NULL,
            max_participants INTEGER NOT NULL,
            zone TEXT NOT NULL)""",
        # A week reads only near its own time: what is longer than 7 days stands in a small index.
        'CREATE INDEX occurrences_start ON occurrences (start) WHERE "end" - start <= 604800',
        'CREATE INDEX occurrences_long ON occurrences (start, "end") WHERE "end" - start > 604800',
        "CREATE INDEX occurrences_family ON occurrences (family)",
        """CREATE INDEX occurrences_code ON occurrences ("end", access_code)
            WHERE access_code <> ''""",
        # Families whose occurrences hold changes of the outbox: projected again when out of step.
        """CREATE TABLE projected (
            calendar_id TEXT NOT NULL,
            family TEXT NOT NULL,
            PRIMARY KEY (calendar_id, family)) WITHOUT ROWID""",
        "PRAGMA user_version = 1",
    )


@cache()
def cache_form_2(db: Database) -> None:
    """The search index; what is here already is indexed after the start."""
    _run(
        db,
        """CREATE TABLE searchable (
            id INTEGER PRIMARY KEY,
            calendar_id TEXT NOT NULL,
            family TEXT NOT NULL,
            original TEXT NOT NULL)""",
        "CREATE INDEX searchable_family ON searchable (family)",
        search.TABLE,
        """CREATE TABLE unindexed (
            calendar_id TEXT NOT NULL,
            family TEXT NOT NULL,
            PRIMARY KEY (calendar_id, family)) WITHOUT ROWID""",
        """INSERT INTO unindexed SELECT calendar_id, coalesce(series, id) FROM events
            UNION SELECT calendar_id, family FROM projected""",
        "PRAGMA user_version = 2",
    )


@cache()
def cache_form_3(db: Database) -> None:
    """Occurrences know the students of their class; without a tzdata version all is expanded anew."""
    _run(
        db,
        "ALTER TABLE occurrences ADD COLUMN students TEXT NOT NULL DEFAULT ''",
        "CREATE INDEX occurrences_students ON occurrences (start) WHERE students <> ''",
        "DELETE FROM meta WHERE name = 'tzdata'",
        "PRAGMA user_version = 3",
    )


@cache()
def cache_form_4(db: Database) -> None:
    """What the calendar list says of each calendar; which are shown and in which order."""
    # listed: its place in Google's list, 0 = not there. shown, for_classes, place: see Calendars.
    columns = {
        "name": "TEXT NOT NULL DEFAULT ''",
        "colour": "TEXT NOT NULL DEFAULT ''",
        "access": "TEXT NOT NULL DEFAULT 'owner'",
        "is_primary": "INTEGER NOT NULL DEFAULT 0",
        "selected": "INTEGER NOT NULL DEFAULT 1",
        "listed": "INTEGER NOT NULL DEFAULT 0",
        "shown": "INTEGER NOT NULL DEFAULT 1",
        "for_classes": "INTEGER NOT NULL DEFAULT 0",
        "place": "INTEGER NOT NULL DEFAULT 0",
        "trouble": "TEXT NOT NULL DEFAULT ''",
    }
    _run(
        db,
        *(f"ALTER TABLE calendars ADD COLUMN {name} {kind}" for name, kind in columns.items()),
        "PRAGMA user_version = 4",
    )


@cache()
def cache_form_5(db: Database) -> None:
    """The index of codes goes: it cost a first sync more than all the looking-up saved."""
    _run(db, "DROP INDEX occurrences_code", "PRAGMA user_version = 5")


def _run(db: Database, *statements: str) -> None:
    for statement in statements:
        db.conn.execute(statement)
