"""What a search reads of cache.db; imports nothing slow, for the window's reader has it."""

import sqlite3
from collections.abc import Sequence

from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.search import Found, words

COLUMNS = ("title", "people", "place", "details", "notes")
"""The columns of the index, those that say most first."""
TABLE = (
    f"CREATE VIRTUAL TABLE search USING fts5({', '.join(COLUMNS)}, "
    "tokenize = 'unicode61 remove_diacritics 2')"
)

_FAR = 1 << 40
_OCCURRENCE = ", ".join(f'o."{name}"' for name in Occurrence._fields)
# A family is told once, by the occurrence whose `place` is least (SQLite takes the other columns
# from the row that min() is of): the next one, and when there is none the last. What is said of an
# exception counts for that occurrence alone, what is said of a series for all the others.
# CROSS JOIN: SQLite joins in this order, and the hits are fewer than the occurrences.
_FIND = f"""WITH
    hits AS MATERIALIZED (
        SELECT d.id, d.calendar_id, d.family, d.original
        FROM search CROSS JOIN searchable AS d ON d.id = search.rowid WHERE search MATCH :query),
    named AS MATERIALIZED (SELECT rowid AS id FROM search WHERE search MATCH :titles)
    SELECT {_OCCURRENCE}, h.id,
        min(CASE WHEN o."end" > :now THEN o.start ELSE {_FAR} - o.start END) AS place,
        total(h.id IN (SELECT id FROM named)) > 0 AS is_named
    FROM hits AS h CROSS JOIN occurrences AS o
        ON o.family = h.family AND o.calendar_id = h.calendar_id
    WHERE o.original = h.original OR (h.original = '' AND NOT EXISTS (
        SELECT 1 FROM searchable AS d WHERE d.family = o.family
            AND d.calendar_id = o.calendar_id AND d.original = o.original))
    GROUP BY o.calendar_id, o.family
    ORDER BY place >= {_FAR // 2}, is_named DESC, place LIMIT :limit"""
_BEYOND = """SELECT DISTINCT d.family
    FROM search CROSS JOIN searchable AS d ON d.id = search.rowid
    WHERE search MATCH :query AND d.original = '' AND NOT EXISTS (
        SELECT 1 FROM occurrences AS o WHERE o.family = d.family AND o.calendar_id = d.calendar_id)
    LIMIT :limit"""
_EXCERPTS = """SELECT rowid, snippet(search, -1, '', '', '…', 9) FROM search
    WHERE search MATCH :query AND rowid IN ({ids})"""


def query(text: str) -> str:
    """Return `text` as a query of FTS5: each word quoted, each the beginning of one; "" = none.

    Quoted, nothing in it is an operator: a search for `a" OR NEAR(` is one for these words.
    """
    return " ".join('"' + word.replace('"', '""') + '"*' for word in words(text.replace("\0", " ")))


def beyond(connection: sqlite3.Connection, text: str, limit: int) -> Sequence[str]:
    """Return the series that have the words and take no place in the range that is expanded."""
    asked = query(text)
    if not asked or limit <= 0:
        return ()
    found = connection.execute(_BEYOND, {"query": asked, "limit": limit})
    return [family for (family,) in found]


def find(connection: sqlite3.Connection, text: str, now: int, limit: int) -> Sequence[Found]:
    """Return what has all words of `text`, the beginning of each enough, accents ignored.

    What goes on or comes at `now` (epoch seconds) first, by time; then what is over, the latest
    first; in both what has the words in its title before the rest.
    """
    asked = query(text)
    if not asked:
        return ()
    values = {"query": asked, "titles": f"title : ({asked})", "now": now, "limit": limit}
    rows = connection.execute(_FIND, values).fetchall()
    elsewhere = [row[-3] for row in rows if not row[-1]]
    ids = ", ".join(str(int(number)) for number in elsewhere)
    excerpts: dict[int, str] = {}
    if elsewhere:
        excerpts = dict(connection.execute(_EXCERPTS.format(ids=ids), {"query": asked}))
    return [
        Found(Occurrence(*row[:-3]), row[-2] < _FAR // 2, excerpts.get(row[-3], "")) for row in rows
    ]
