"""Killed at the worst moment: between the two files. A real process, a real SIGKILL."""

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest

from desktop_app.storage.store import FileStore
from tests.unit.storage.parts import BA, HOUR, NOW, Files, at, create, draft, said


class Killing:
    """A connection that ends the process when it is asked to commit."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *values: Any) -> Any:
        if sql == "COMMIT":
            os.kill(os.getpid(), signal.SIGKILL)
        return self._connection.execute(sql, *values)


def killed(files: Files, act: Callable[[FileStore], object], database: str) -> None:
    """Do `act` in a process of its own that dies when it commits to `database`."""
    child = os.fork()
    if child == 0:
        try:
            store = files.open()
            db = getattr(store, database).db
            db.conn = Killing(db.conn)
            act(store)
        finally:
            os._exit(1)  # not reached when the commit was
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def shown(files: Files) -> list[tuple[str, int]]:
    reader = files.reader()
    assert reader is not None
    found = reader.occurrences(NOW - HOUR, NOW + 24 * HOUR, BA)
    reader.close()
    return [(o.summary, o.start - NOW) for o in found]


@pytest.fixture
def closed(files: Files, store: FileStore) -> Files:
    """Two files at rest, with one class in them."""
    store.apply_page("cal", [said("a", at(0), summary="A")], "t", "f")
    store.close()
    return files


ACTS: dict[str, Callable[[FileStore], object]] = {
    "record": lambda store: store.record([create("b", HOUR)], NOW),
    "patch": lambda store: store.record([draft("a", fields={"summary": "B"})], NOW),
    "delete": lambda store: store.record([draft("a", "delete")], NOW),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("database", ["_desk", "_cache"])
def test_an_edit_cut_down_is_not_there_at_all(closed: Files, act: str, database: str) -> None:
    killed(closed, ACTS[act], database)
    store = closed.open()
    assert store.changes("ana") == []
    store.close()
    assert shown(closed) == [("A", 0)]


def test_nothing_is_read_while_the_files_are_out_of_step(closed: Files) -> None:
    killed(closed, ACTS["record"], "_desk")
    assert closed.reader() is None
    closed.open().close()
    assert closed.reader() is not None


def test_a_reply_is_in_the_cache_before_its_change_leaves(closed: Files) -> None:
    store = closed.open()
    store.record([create("b", HOUR)], NOW)
    store.mark_sending(1, NOW)
    store.close()
    reply = said("b", at(HOUR), summary="Clase", operation="op-b")
    killed(closed, lambda store: store.settle(1, reply), "_desk")
    store = closed.open()
    assert store.said("cal", "b") == reply  # the cache first
    (change,) = store.changes("ana")  # and the outbox second: it will be sent again
    assert (change.state, change.attempts) == ("queued", 1)
    store.settle(1, reply)
    store.close()
    assert shown(closed) == [("A", 0), ("Clase", HOUR)]


def test_a_withdrawal_cut_down_leaves_the_change(closed: Files) -> None:
    store = closed.open()
    store.record([create("b", HOUR)], NOW)
    store.close()
    killed(closed, lambda store: store.withdraw([1]), "_desk")
    store = closed.open()
    assert len(store.changes("ana")) == 1
    store.close()
    assert shown(closed) == [("A", 0), ("Clase", HOUR)]


def test_a_page_cut_down_leaves_the_token_before_it(closed: Files) -> None:
    page = [said("c", at(HOUR), summary="C")]
    killed(closed, lambda store: store.apply_page("cal", page, "t2", "f"), "_cache")
    store = closed.open()
    assert store.sync_state("cal") == ("t", "f")
    store.close()
    assert shown(closed) == [("A", 0)]
