"""Aula at work, to be killed: `python -m tests.e2e.worker` obeys lines of JSON on standard input.

Each order is done in a process of its own, forked from this one so that nothing is imported again.
Before it does something it says what, and after it that it is done, a line each.
"""

import importlib
import json
import os
import random
import shutil
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import closing

from desktop_app.domain.ports import Account, Store
from desktop_app.usecases import connect, edit
from desktop_app.usecases.new_lesson import creation
from desktop_app.usecases.sync_now import sync_now
from desktop_app.wiring import Aula, configure

# Imported here, once, and not by each process that is killed: it is the work that is to be cut.
LOADED = [
    importlib.import_module(f"desktop_app.{name}")
    for name in ("google.calendar", "google.credentials", "storage.store", "storage.reader")
]
DAY = 86_400.0
HOUR = 3_600


def main() -> None:
    """Obey line by line."""
    orders: dict[str, Callable[..., None]] = {"work": work, "settle": settle, "migrate": migrate}
    for line in sys.stdin:
        order, *words = json.loads(line)
        child = os.fork()
        if child == 0:
            try:
                say(f"pid {os.getpid()}")
                orders[order](*words)
            except BaseException as error:  # noqa: BLE001 - told, whatever it is
                say(f"failed {type(error).__name__}: {error}")
            os._exit(0)
        os.waitpid(child, 0)
        say("ended")


def say(text: str) -> None:
    """Write a line that is out when this returns."""
    os.write(1, f"{text}\n".encode())


def on(day: int, folder: str) -> Aula:
    """Return Aula on a folder, so many days from today: a new day is a new backup."""
    later = day * DAY
    return configure(data_dir=folder, now=lambda: time.time() + later)


def work(folder: str, day: int, seed: int) -> None:
    """Do what a teacher does, in a hurry, until killed."""
    chance = random.Random(seed)
    aula = on(day, folder)
    with aula.writing() as store:
        account, _ = connect.take_up(store, aula)
        while True:
            act = chance.choice(["make", "make", "edit", "edit", "edit", "remove", "sync", "sync"])
            there = ids(aula)
            if act == "make" or not there:
                make(store, account, aula.now())
            elif act == "sync":
                one_pass(aula, store)
            else:
                change(store, act, chance.choice(there), aula.now())


def ids(aula: Aula) -> list[str]:
    """Return the ids of the classes made here that she sees; the sample term is left alone."""
    reader = aula.open_reader()
    assert reader is not None
    with closing(reader):
        start = int(time.time())
        rows = reader.occurrences(start, start + int(800 * DAY), "UTC")
    return [row.family for row in rows if len(row.family) == len(uuid.uuid4().hex)]


def make(store: Store, account: Account, now: float) -> None:
    """Make a class."""
    event_id = uuid.uuid4().hex
    start = int(now) + HOUR
    when = ["timed", start, start + HOUR, "America/Argentina/Buenos_Aires"]
    say(f"about to make {event_id}")
    fields: dict[str, object] = {"summary": event_id, "when": when}
    store.record([creation(account, event_id, fields, now)], now)
    say(f"done {event_id}")


def change(store: Store, act: str, event_id: str, now: float) -> None:
    """Edit or remove a class."""
    if act == "edit":
        name = uuid.uuid4().hex
        say(f"about to edit {event_id} {name}")
        edit.edit(store, event_id, "", {"summary": name}, now)
    else:
        say(f"about to remove {event_id}")
        edit.remove(store, event_id, "", now)
    say(f"done {event_id}")


def one_pass(aula: Aula, store: Store) -> int:
    """Run one pass; return how many changes are left."""
    account, token = connect.take_up(store, aula)
    with closing(aula.remote(token)) as remote:
        sync_now(store, remote, aula.now)
    return len(store.changes(account.sub))


def settle(folder: str, day: int) -> None:
    """Sync until nothing is left, and say what she sees."""
    aula = on(day, folder)
    with aula.writing() as store:
        for _ in range(20):
            left = one_pass(aula, store)
            if not left:
                break
        say(f"left {left}")
    for event_id in ids(aula):
        say(f"sees {event_id}")


def migrate(folder: str, kept: str) -> None:
    """Bring files of an older form to today's, again and again from anew, until killed."""
    while True:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(kept, folder)
        say("about to migrate")
        on(0, folder).open_store().close()
        say("migrated")


if __name__ == "__main__":
    main()
