"""What wakes sync beside its timer."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtNetwork import QNetworkInformation

from desktop_app.services import wakes
from desktop_app.services.wakes import BEAT, Wakes
from desktop_app.usecases.sync_now import Wake
from tests.unit.services.life import Clock


class Network(QObject):
    """A network that comes and goes: no test can unplug this machine's."""

    reachabilityChanged = Signal(object)


@pytest.fixture
def network(qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch) -> Network:
    made = Network()
    monkeypatch.setattr(wakes, "network_information", lambda: made)
    return made


@pytest.fixture
def woken(network: Network, clock: Clock) -> tuple[Wakes, list[Wake]]:
    watching, told = Wakes(clock), list[Wake]()
    watching.woken.connect(told.append)
    watching.watch()
    return watching, told


def test_a_beat_that_comes_in_time_wakes_nobody(
    woken: tuple[Wakes, list[Wake]], clock: Clock
) -> None:
    watching, told = woken
    for late in (0, 5, 30):
        clock.seconds += BEAT + late
        watching.beat()
    assert told == []


@pytest.mark.parametrize("jump", [8 * 3600, -3600])
def test_a_clock_that_jumped_tells_of_a_sleep_once(
    woken: tuple[Wakes, list[Wake]], clock: Clock, jump: int
) -> None:
    watching, told = woken
    clock.seconds += jump
    watching.beat()
    clock.seconds += BEAT
    watching.beat()
    assert told == [Wake.SLEEP]


def test_the_network_s_return_wakes_and_its_end_does_not(
    woken: tuple[Wakes, list[Wake]], network: Network
) -> None:
    watching, told = woken
    reach = QNetworkInformation.Reachability
    network.reachabilityChanged.emit(reach.Disconnected)
    network.reachabilityChanged.emit(reach.Local)
    assert told == []
    network.reachabilityChanged.emit(reach.Online)
    assert told == [Wake.NETWORK]
    watching.stop()
    network.reachabilityChanged.emit(reach.Online)
    assert told == [Wake.NETWORK]


def test_watching_twice_tells_once(woken: tuple[Wakes, list[Wake]], network: Network) -> None:
    watching, told = woken
    watching.watch()
    network.reachabilityChanged.emit(QNetworkInformation.Reachability.Online)
    assert told == [Wake.NETWORK]


def test_this_system_s_own_source_can_be_asked_whether_or_not_it_has_one() -> None:
    """In a process of its own: what Qt loads stays loaded."""
    code = """
from PySide6.QtCore import QCoreApplication
app = QCoreApplication([])
import sys
from desktop_app.services import wakes
assert "PySide6.QtNetwork" not in sys.modules
watching = wakes.Wakes(lambda: 0.0)
watching.watch()
assert "PySide6.QtNetwork" in sys.modules
watching.stop()
print("done")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "done\n", done.stderr
