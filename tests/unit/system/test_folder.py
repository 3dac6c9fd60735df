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

from desktop_app.domain.errors import StorageError
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
