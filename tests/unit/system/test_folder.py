"""The data folder: where it is, whose it is, and how others reach the window that has it."""

import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from multiprocessing.connection import Client
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.errors import AulaError, StorageError
from desktop_app.system import channel, paths
from desktop_app.system.lock import DataFolderLock


def test_the_command_line_wins_over_the_environment(tmp_path: Path) -> None:
    environ = {"AULA_DATA_DIR": str(tmp_path / "b")}
    assert paths.data_dir(str(tmp_path / "a"), environ) == tmp_path / "a"
    assert paths.data_dir(None, environ) == tmp_path / "b"
    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError) as failed:
        paths.data_dir(str(tmp_path / "file" / "below"), {})
    assert failed.value.code == "unreadable"


HOLD = (
    "import sys; from pathlib import Path; from desktop_app.system.lock import DataFolderLock\n"
    "lock = DataFolderLock(Path(sys.argv[1])); print(lock.acquire(), flush=True); sys.stdin.read()"
)


def test_one_process_holds_the_lock_and_its_death_frees_it(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "True"
        lock = DataFolderLock(tmp_path)
        assert not lock.acquire()
        other.send_signal(signal.SIGKILL)
        other.wait()
        assert lock.acquire()
        lock.release()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    deep = tmp_path / ("a very long name " * 6) / ("and another one " * 6)
    deep.mkdir(parents=True)
    return deep


@pytest.fixture
def listener(folder: Path) -> Iterator[channel.ChannelListener]:
    def answer(wish: dict[str, Any]) -> dict[str, Any]:
        return {"heard": wish}

    made = channel.ChannelListener(folder, answer)
    yield made
    made.close(5)


def test_a_wish_is_answered_however_long_the_folder_s_name(
    folder: Path, listener: channel.ChannelListener
) -> None:
    assert channel.ask(folder, {"command": "show"}) == {"heard": {"command": "show"}}


def test_nobody_listens(folder: Path) -> None:
    assert channel.ask(folder, {"command": "show"}) is None


def test_without_the_folder_s_key_nothing_is_done(
    folder: Path, listener: channel.ChannelListener
) -> None:
    (folder / "channel.key").write_text("0" * 32)
    assert channel.ask(folder, {"command": "show"}) is None


@pytest.mark.parametrize("bytes_", [b"{", b"[]", b"\xff", b"null"])
def test_garbage_harms_nobody(
    bytes_: bytes, folder: Path, listener: channel.ChannelListener
) -> None:
    with Client(channel.address(folder)) as stuck, Client(channel.address(folder)) as silent:
        stuck.send_bytes(bytes_)
        assert channel.ask(folder, {"command": "show"}) is not None
        assert not silent.closed


def test_with_its_end_nobody_waits_any_more(
    folder: Path, listener: channel.ChannelListener
) -> None:
    with Client(channel.address(folder)):  # connected, and never says anything
        assert channel.ask(folder, {"command": "show"}) is not None
        assert listener.close(5)
    assert not [t.name for t in threading.enumerate() if t.name.startswith("channel")]


def test_a_socket_left_by_one_that_was_killed_is_no_hindrance(folder: Path) -> None:
    address = Path(channel.address(folder))
    address.parent.mkdir(mode=0o700, exist_ok=True)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(address))
    made = channel.ChannelListener(folder, lambda wish: {"ok": True})
    assert channel.ask(folder, {}) == {"ok": True}
    assert made.close(5)


def test_who_waits_for_the_lock_hands_over_once_the_window_listens(folder: Path) -> None:
    """A window has the lock before its first paint, and listens after it."""
    asked, answers = Asked(folder), list[Any]()
    with DataFolderLock(folder):
        waiting = threading.Thread(
            target=lambda: answers.append(channel.hand_over(folder, asked, {"command": "show"}, 30))
        )
        waiting.start()
        assert asked.tried.wait(10)
        made = channel.ChannelListener(folder, lambda wish: {"heard": wish})
        waiting.join(10)
        assert made.close(5)
    assert answers == [{"heard": {"command": "show"}}]


def test_who_waits_for_a_window_that_ends_gets_its_lock(folder: Path) -> None:
    asked, answers = Asked(folder), list[Any]()
    with DataFolderLock(folder):
        waiting = threading.Thread(
            target=lambda: answers.append(channel.hand_over(folder, asked, {}, 30))
        )
        waiting.start()
        assert asked.tried.wait(10)
    waiting.join(10)
    assert answers == [None]
    assert not DataFolderLock(folder).acquire()
    asked.release()


def test_where_nobody_lets_go_it_is_said(folder: Path) -> None:
    with DataFolderLock(folder), pytest.raises(StorageError) as raised:
        channel.hand_over(folder, DataFolderLock(folder), {}, 0)
    assert raised.value.code == "locked"


@pytest.mark.parametrize("how", ["never", "ends"])
def test_a_wish_that_was_taken_and_not_answered_is_not_handed_over_again(
    folder: Path, how: str
) -> None:
    taken, go_on = list[str](), threading.Event()

    def answer(wish: dict[str, Any]) -> dict[str, Any]:
        taken.append(wish["command"])
        if how == "never":
            go_on.wait(10)
        raise ConnectionAbortedError  # as its process ends

    made = channel.ChannelListener(folder, answer)
    with pytest.raises(AulaError) as raised:
        channel.hand_over(folder, DataFolderLock(folder), {"command": "new-class"}, 30, timeout=0.2)
    go_on.set()
    assert made.close(5)
    assert raised.value.code == "no_answer"
    assert taken == ["new-class"]


def test_a_window_is_found_by_who_has_no_runtime_folder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "run").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    made = channel.ChannelListener(folder, lambda wish: {"ok": True})
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert channel.ask(folder, {}) == {"ok": True}
    assert made.close(5)


def test_a_folder_that_others_can_write_to_is_no_place_for_a_socket(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "open"))
    with pytest.raises(PermissionError):
        channel.ChannelListener(folder, lambda wish: {})


class Asked(DataFolderLock):
    """A lock that tells when it was tried."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.tried = threading.Event()

    def acquire(self, seconds: float = 0.0) -> bool:
        got = super().acquire(seconds)
        self.tried.set()
        return got
