"""Threads beside the window's, as they end."""

import threading
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import EndedError
from desktop_app.services.workers import Post, Worker


def test_what_is_queued_is_done_before_the_thread_ends(qtbot: QtBot) -> None:
    worker, done = Worker("one", Post()), list[int]()
    for number in range(20):
        worker.run(partial(done.append, number))
    assert worker.stop(10)
    assert done == list(range(20))


def test_who_waits_for_a_thread_that_ends_is_told(qtbot: QtBot) -> None:
    worker, go_on = Worker("one", Post()), threading.Event()
    worker.run(lambda: go_on.wait(10))
    raised: list[str] = []

    def ask() -> None:
        try:
            worker.call(lambda: None, priority=2_000)  # behind the end itself
        except EndedError as error:
            raised.append(error.code)

    asking = threading.Thread(target=ask)
    asking.start()
    qtbot.waitUntil(lambda: bool(worker._waited))
    assert not worker.stop(0)
    go_on.set()
    asking.join(10)
    assert raised == ["ended"]
    assert worker.stop(10)
    with pytest.raises(EndedError):
        worker.call(lambda: None)


def test_nothing_is_posted_to_a_program_that_ended(qtbot: QtBot) -> None:
    post, came = Post(), list[str]()
    post(lambda: came.append("on its way"))
    post.stop()
    post(lambda: came.append("late"))
    other = Post()
    other(lambda: came.append("other"))
    qtbot.waitUntil(lambda: bool(came))
    assert came == ["other"]
