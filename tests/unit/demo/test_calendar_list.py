"""The calendar list: pages, roles, one entry."""

from desktop_app.demo import DemoServer
from tests.unit.demo.conftest import Client

ME = "laura.gimenez@example.com"


def test_the_primary_calendar_comes_first_and_roles_are_told(
    server: DemoServer, client: Client
) -> None:
    server.add_account("ana@example.com", "Ana")
    server.add_calendar("feriados@example.com", "Feriados", "ana@example.com", {ME: "reader"})
    items = client.ask("GET", "users/me/calendarList").json["items"]
    assert [(one["id"], one["accessRole"]) for one in items] == [
        (ME, "owner"),
        ("feriados@example.com", "reader"),
    ]
    assert items[0]["primary"] is True
    writable = client.ask("GET", "users/me/calendarList", minAccessRole="writer").json["items"]
    assert [one["id"] for one in writable] == [ME]


def test_the_list_comes_in_pages(server: DemoServer, client: Client) -> None:
    server.add_calendar("taller@example.com", "Taller")
    first = client.ask("GET", "users/me/calendarList", maxResults=1).json
    second = client.ask(
        "GET", "users/me/calendarList", maxResults=1, pageToken=first["nextPageToken"]
    ).json
    assert [first["items"][0]["id"], second["items"][0]["id"]] == [ME, "taller@example.com"]
    assert "nextPageToken" not in second


def test_one_entry_is_found_by_id_or_as_primary(server: DemoServer, client: Client) -> None:
    server.add_account("ana@example.com", "Ana")
    by_alias = client.ask("GET", "users/me/calendarList/primary").json
    by_id = client.ask("GET", "users/me/calendarList/laura.gimenez%40example.com").json
    assert by_alias == by_id
    assert client.ask("GET", "users/me/calendarList/ana%40example.com").status == 404
