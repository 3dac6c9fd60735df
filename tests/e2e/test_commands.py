"""The command line as its own process against the embedded server."""

import json
from pathlib import Path

import pytest

from desktop_app.demo import DemoServer
from desktop_app.demo.server import EMAIL
from tests.e2e.run import aula, environment


@pytest.fixture
def env(demo_server: DemoServer, data_dir: Path) -> dict[str, str]:
    return environment(demo_server, data_dir)


def test_a_class_is_made_sent_and_listed(demo_server: DemoServer, env: dict[str, str]) -> None:
    made = aula(
        "new-class", "--json", "--start", "2026-11-24T23:30", "--title", "Ana <b>&</b> 🙂", env=env
    )
    assert made.code == 0, made.err
    value = made.json
    assert value["link"].startswith("https://meet.google.com/")
    assert value["sent"] is True
    assert value["access_code"] in value["invitation"]
    assert value["start"] == "2026-11-24T23:30:00-03:00"
    raw = demo_server.calendar(EMAIL).get(value["id"])
    assert raw["summary"] == "Ana <b>&</b> 🙂"
    assert raw["description"] == "La clase sera individual con x1 participantes"
    sent = [json.loads(seen.body) for seen in demo_server.requests if seen.method == "POST"
            and seen.path.endswith("/events")]  # fmt: skip
    assert [body["transparency"] for body in sent] == ["opaque"]
    assert raw["start"]["timeZone"] == "America/Argentina/Buenos_Aires"
    assert value["access_code"] not in raw["summary"] + raw["description"]

    listed = aula("agenda", "--json", "--from", "2026-11-24", "--to", "2026-11-25", env=env)
    assert value["id"] in [row["id"] for row in listed.json["events"]]
    nothing_left = aula("status", "--json", env=env).json
    assert (nothing_left["unsent"], nothing_left["attention"]) == (0, 0)
    assert nothing_left["account"] == EMAIL


def test_zero_participants_count_as_one_and_no_meet_means_no_link(
    demo_server: DemoServer, env: dict[str, str]
) -> None:
    made = aula("new-class", "--json", "--participants", "0", "--no-meet", env=env)
    assert made.code == 0, made.err
    assert made.json["link"] is None
    assert made.json["max_participants"] == 1
    raw = demo_server.calendar(EMAIL).get(made.json["id"])
    assert raw["description"] == "La clase sera individual con x1 participantes"
    assert "conferenceData" not in raw


def test_a_class_is_cancelled_by_the_id_that_agenda_gives(
    demo_server: DemoServer, env: dict[str, str]
) -> None:
    made = aula("new-class", "--json", env=env).json
    gone = aula("cancel-class", made["id"], "--json", env=env)
    assert (gone.code, gone.json["sent"]) == (0, True)
    assert demo_server.calendar(EMAIL).get(made["id"])["status"] == "cancelled"
    again = aula("cancel-class", made["id"], env=env)
    assert again.code == 1
    assert len(again.err.strip().splitlines()) == 1


def test_offline_a_class_is_recorded_and_sent_once_later(
    demo_server: DemoServer, env: dict[str, str]
) -> None:
    assert aula("sync", env=env).code == 0
    offline = {**env, "AULA_CALENDAR_API": "http://127.0.0.1:9/calendar/v3/"}
    made = aula("new-class", "--json", "--wait", "1", env=offline)
    assert made.code == 4, made.err
    assert made.json["sent"] is False
    listed = aula("agenda", "--json", "--to", "2030-01-01", env=offline)
    assert made.json["id"] in [row["id"] for row in listed.json["events"]]
    before = demo_server.count("POST", "/events")
    assert aula("sync", "--json", env=env).json["sent"] == 1
    assert aula("sync", "--json", env=env).json["sent"] == 0
    assert demo_server.count("POST", "/events") == before + 1


def test_a_second_sync_with_nothing_new_is_one_request_a_calendar(
    demo_server: DemoServer, env: dict[str, str]
) -> None:
    assert aula("sync", env=env).code == 0
    before = demo_server.count(path_contains="/calendar/v3/")
    assert aula("sync", "--json", env=env).json["received"] == 0
    assert demo_server.count(path_contains="/calendar/v3/") == before + 3


def test_without_an_account_every_command_says_so(data_dir: Path) -> None:
    env = {"AULA_DATA_DIR": str(data_dir)}
    for command in (["status"], ["agenda"], ["sync"], ["new-class"], ["disconnect"]):
        ran = aula(*command, env=env)
        assert ran.code == 3, (command, ran)
        assert len(ran.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["agenda", "--from", "yesterday"],
        ["new-class", "--length", "0"],
        ["new-class", "--start", "2026-13-01"],
        ["new-class", "--start", "9999-12-31T23:00"],
        ["agenda", "--from", "9999-12-31"],
        ["new-class", "--type", "massive"],
        ["nonsense", "agenda"],
    ],
)
def test_a_wrong_word_is_told_and_exits_2(arguments: list[str], env: dict[str, str]) -> None:
    aula("sync", env=env)
    ran = aula(*arguments, env=env)
    assert ran.code == 2, ran
    assert ran.err.strip()


def test_a_revoked_grant_asks_to_reconnect_and_keeps_what_was_made(
    demo_server: DemoServer, env: dict[str, str]
) -> None:
    assert aula("sync", env=env).code == 0
    demo_server.revoke(env["GOOGLE_REFRESH_TOKEN"])
    made = aula("new-class", "--json", "--wait", "1", env=env)
    assert made.code == 4
    ran = aula("sync", env=env)
    assert ran.code == 3
    assert aula("status", "--json", env=env).json["unsent"] == 1
    again = {**env, "GOOGLE_REFRESH_TOKEN": demo_server.issue_refresh_token()}
    assert aula("sync", "--json", env=again).json["sent"] == 1


def test_a_window_without_a_display_says_what_to_do(data_dir: Path) -> None:
    env = {"AULA_DATA_DIR": str(data_dir), "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    ran = aula("--language", "en", env={**env, "QT_QPA_PLATFORM": ""})
    assert ran.code == 2
    assert "--screenshot" in ran.err
    assert "xvfb-run" in ran.err
