"""No class is lost and none doubled, whenever the program is killed."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from desktop_app.demo import DemoServer
from tests.e2e.run import aula, environment

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]
ROUNDS = 40


def test_classes_made_by_commands_that_are_killed_anywhere_arrive_once_or_were_never_there(
    demo_server: DemoServer, data_dir: Path
) -> None:
    env = environment(demo_server, data_dir)
    assert aula("sync", env=env).code == 0
    # Slow enough that some kills fall between a request and its reply.
    demo_server.faults.add("POST .*/events", delay=0.15)
    kept: set[str] = set()
    interrupted = 0
    for turn in range(ROUNDS):
        title = f"Clase {turn:02d}"
        process = subprocess.Popen(
            [sys.executable, "-m", "desktop_app", "new-class", "--no-meet", "--title", title],
            env={**os.environ, **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.wait(0.05 + turn * 0.03)
        except subprocess.TimeoutExpired:
            process.kill()
            interrupted += 1
        if process.wait() == 0:
            kept.add(title)
        seen = aula("agenda", "--json", "--from", "2020-01-01", "--to", "2040-01-01", env=env)
        assert seen.code == 0, seen.err
        kept |= {row["title"] for row in seen.json["events"] if row["title"].startswith("Clase ")}
    assert interrupted > ROUNDS // 4
    assert len(kept) > ROUNDS // 4
    demo_server.faults.clear()
    # What waits for its next try is sent when it is due.
    for _ in range(5):
        done = aula("sync", "--json", env=env, timeout=120)
        assert done.code == 0, done.err
        if aula("status", "--json", env=env).json["unsent"] == 0:
            break
    there = Counter(event["summary"] for event in demo_server.calendar().live)
    assert {title: there[title] for title in kept} == dict.fromkeys(kept, 1)
    assert all(
        n == 1 for title, n in there.items() if title[:6] == "Clase " and title[6:].isdigit()
    )
