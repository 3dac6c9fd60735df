"""No class is lost and none doubled, whenever Aula is killed: a real process, a real SIGKILL.

Aula's own parts work in a process of their own (worker.py) as fast as they can, and are killed in
the middle of it.
"""

import json
import os
import random
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop_app.demo import DemoServer
from desktop_app.wiring import configure
from tests.e2e.run import environment

ROOT = Path(__file__).parents[2]
OLDEST = ROOT / "tests" / "data" / "desk-1-cache-1"
SEED = int(os.environ.get("SEED", random.randrange(2**32)))
LONGEST = 0.6
"""Seconds that a worker may work before it is killed."""
GONE = ""


class Worker:
    """The process that obeys; what it says is read while it works."""

    def __init__(self, env: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.worker"],
            cwd=ROOT,
            env={**os.environ, **env},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )

    def obey(self, *order: object, seconds: float | None = None) -> list[str]:
        """Give an order; kill whoever does it after `seconds`; return what was said."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(order, default=str)}\n".encode())
        said = [self._line()]
        pid = int(said.pop().removeprefix("pid "))
        if seconds is not None:
            end = time.monotonic() + seconds
            while (left := end - time.monotonic()) > 0:
                if select.select([self._process.stdout], [], [], left)[0]:
                    said.append(self._line())
            os.kill(pid, signal.SIGKILL)
        while (line := self._line()) != "ended":
            said.append(line)
        assert not [line for line in said if line.startswith("failed")], said[-1]
        return said

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline().decode()
        assert line, "the worker is gone"
        return line.strip()

    def end(self) -> None:
        """End the process."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(10)


class Promises:
    """What each class may be called by now: one name, or more where the worker was killed."""

    def __init__(self) -> None:
        self.names: dict[str, set[str]] = {}
        self.cut = 0

    def read(self, said: list[str]) -> None:
        """Take in what a worker said until it was killed."""
        about = ""
        for line in said:
            match line.split():
                case ["about", "to", "make", event_id]:
                    self.names[event_id] = {GONE, event_id}
                    about = event_id
                case ["about", "to", "edit", event_id, name]:
                    self.names[event_id].add(name)
                    about = name
                case ["about", "to", "remove", event_id]:
                    self.names[event_id].add(GONE)
                    about = GONE
                case ["done", event_id]:
                    self.names[event_id] = {about}
        self.cut += bool(said) and said[-1].startswith("about")


def assert_whole(folder: Path) -> None:
    """Both files open, and they and all backups are sound."""
    configure(data_dir=str(folder)).open_store().close()
    for path in [folder / "desk.db", folder / "cache.db", *folder.glob("backups/*.db")]:
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)], path


def assert_upgraded(folder: Path, fresh: Path) -> None:
    """An upgrade that was cut down is done at the next start, with nothing lost."""
    assert_whole(folder)
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(OLDEST, fresh)
    assert_whole(fresh)
    assert outbox(folder) == outbox(fresh) != []


def outbox(folder: Path) -> list[Any]:
    """Return all rows of the outbox."""
    with closing(sqlite3.connect(folder / "desk.db")) as connection:
        return connection.execute("SELECT * FROM outbox ORDER BY seq").fetchall()


@pytest.fixture
def worker(demo_server: DemoServer, data_dir: Path) -> Iterator[Worker]:
    made = Worker(environment(demo_server, data_dir))
    yield made
    made.end()


@pytest.mark.parametrize(
    "rounds",
    [10, pytest.param(200, marks=[pytest.mark.long, pytest.mark.timeout(1200)])],
)
def test_killed_at_any_moment_of_any_work_nothing_is_lost_and_nothing_doubled(
    worker: Worker,
    demo_server: DemoServer,
    data_dir: Path,
    tmp_path: Path,
    rounds: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with capsys.disabled():
        print(f"\n{rounds} kills, SEED={SEED}")  # noqa: T201 - what a long run did
    chance = random.Random(SEED)
    promises = Promises()
    samples = {event["id"] for event in demo_server.calendar().live}
    # Slow enough that some kills fall between a request and its reply.
    demo_server.faults.add("POST .*/events|PATCH|DELETE", delay=0.02)
    for turn in range(rounds):
        seconds = chance.uniform(0, LONGEST)
        if turn % 3 == 2:
            said = worker.obey("migrate", tmp_path / "older", OLDEST, seconds=seconds / 4)
            if said and said[-1] == "about to migrate":
                assert_upgraded(tmp_path / "older", tmp_path / "fresh")
        else:
            work = ("work", data_dir, turn, chance.randrange(2**32))
            promises.read(worker.obey(*work, seconds=seconds))
            assert_whole(data_dir)
    demo_server.faults.clear()
    (*seen,) = worker.obey("settle", data_dir, rounds)
    assert seen.pop(0) == "left 0"
    there = {e["id"]: e["summary"] for e in demo_server.calendar().live if e["id"] not in samples}
    for event_id, names in promises.names.items():
        assert there.get(event_id, GONE) in names
    assert there.keys() <= promises.names.keys()
    assert all(count == 1 for count in Counter(there.values()).values())
    shown = [line.removeprefix("sees ") for line in seen]
    assert sorted(shown) == sorted(there)
    # Some were killed between the word and the deed; of ten it may be none.
    assert promises.cut >= rounds // 100
    assert len(there) > rounds // 100
