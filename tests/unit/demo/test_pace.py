"""The quota of a user: so many requests a minute."""

from desktop_app.demo import DemoServer
from tests.unit.demo.conftest import Client, Clock

PATH = "calendars/primary/events"


def test_a_request_more_than_a_minute_has_is_refused_until_one_is_a_minute_old(
    server: DemoServer, client: Client, clock: Clock
) -> None:
    server.pace.most = 2
    answers = [client.ask("GET", PATH) for _ in range(3)]
    assert [one.status for one in answers] == [200, 200, 403]
    assert answers[-1].reason == "userRateLimitExceeded"
    clock.now += 59
    assert client.ask("GET", PATH).status == 403
    clock.now += 1
    assert client.ask("GET", PATH).status == 200
