"""The windows of the X server as a window manager has them: which are seen, and closing one."""

import ctypes
import subprocess
from ctypes.util import find_library

CLIENT_MESSAGE = 33


class _ClientMessage(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("rest", ctypes.c_long * 24),  # an XEvent is larger than this kind of it
    )


def seen(pid: int) -> list[int]:
    """Return the windows of a process that are on the screen and have a title bar's wishes."""
    tree = _run("xwininfo", "-root", "-children")
    ids = [line.split()[0] for line in tree.splitlines() if line.strip().startswith("0x")]
    return [int(one, 16) for one in ids if _is_of(pid, one)]


def _is_of(pid: int, window: str) -> bool:
    told = _run("xprop", "-id", window, "_NET_WM_PID", "WM_PROTOCOLS")
    if f"= {pid}\n" not in told or "WM_DELETE_WINDOW" not in told:
        return False
    return "IsViewable" in _run("xwininfo", "-id", window)


def _run(*command: str) -> str:
    # A window may go between two questions: then nothing is said of it.
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def close(window: int) -> None:
    """Ask a program to close its window, as the cross in its title bar does."""
    x = ctypes.CDLL(find_library("X11") or "libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XInternAtom.restype = ctypes.c_ulong
    x.XInternAtom.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
    x.XSendEvent.argtypes = (
        ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p,
    )  # fmt: skip
    x.XCloseDisplay.argtypes = (ctypes.c_void_p,)
    display = x.XOpenDisplay(None)
    assert display
    event = _ClientMessage(type=CLIENT_MESSAGE, window=window, format=32)
    event.message_type = x.XInternAtom(display, b"WM_PROTOCOLS", 0)
    event.data[0] = x.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
    x.XSendEvent(display, window, 0, 0, ctypes.byref(event))
    x.XCloseDisplay(display)
