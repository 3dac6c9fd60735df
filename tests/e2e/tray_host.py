"""A desktop's tray and its notifications, as far as a program on the session bus needs them."""

import threading
from collections.abc import Callable
from typing import Any, NamedTuple, Self

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_call,
    new_method_return,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

WATCHER = "org.kde.StatusNotifierWatcher"
NOTES = "org.freedesktop.Notifications"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
PROPERTIES = "org.freedesktop.DBus.Properties"
WAIT = 20.0


class Note(NamedTuple):
    """A notification: its name and what it says."""

    title: str
    words: str


class TrayHost:
    """Owns the names that a desktop's panel owns, on a connection and a thread of its own."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self._items: list[str] = []
        self._news = threading.Condition()
        self._over = False
        self._bus: DBusConnection = open_dbus_connection("SESSION")
        self._asking: DBusConnection = open_dbus_connection("SESSION")
        for name in (WATCHER, NOTES):
            self._bus.send_and_get_reply(message_bus.RequestName(name))
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True
        self._thread.join()
        self._bus.close()
        self._asking.close()

    # --- what a test asks

    def item(self) -> "TrayItem":
        """Return the icon that is in the tray, waited for."""
        self.until(lambda: self._items)
        return TrayItem(self, self._items[-1])

    def note(self, title: str) -> Note:
        """Return the notification of that title, waited for."""
        self.until(lambda: [one for one in self.notes if one.title == title])
        return next(one for one in self.notes if one.title == title)

    def until(self, check: Callable[[], object]) -> None:
        """Wait until something that the host was told makes `check` true."""
        with self._news:
            assert self._news.wait_for(check, WAIT), "the tray was never told"

    def call(self, owner: str, path: str, interface: str, member: str, *body: Any) -> Any:
        """Return the answer of a method; `body`: a signature and its values."""
        signature, *values = body or ("",)
        where = DBusAddress(path, owner, interface)
        ask = new_method_call(where, member, signature or None, tuple(values))
        answer = self._asking.send_and_get_reply(ask, timeout=WAIT)
        assert answer.header.message_type is MessageType.method_return, answer.body
        return answer.body

    # --- what the program asks

    def _serve(self) -> None:
        while not self._over:
            try:
                message = self._bus.receive(timeout=0.1)
            except TimeoutError:
                continue
            if message.header.message_type is MessageType.method_call:
                with self._news:
                    self._bus.send(self._answer(message))
                    self._news.notify_all()

    def _answer(self, message: Message) -> Message:
        fields, body = message.header.fields, message.body
        member = fields[HeaderFields.member]
        if member == "RegisterStatusNotifierItem":
            self._items.append(str(body[0]))
            return new_method_return(message)
        if member == "Get" and body[0] == WATCHER:
            held = {
                "IsStatusNotifierHostRegistered": ("b", True),
                "ProtocolVersion": ("i", 0),
                "RegisteredStatusNotifierItems": ("as", self._items),
            }
            return new_method_return(message, "v", (held[body[1]],))
        if member == "GetCapabilities":
            return new_method_return(message, "as", (["body", "actions"],))
        if member == "Notify":
            self.notes.append(Note(body[3], body[4]))
            return new_method_return(message, "u", (len(self.notes),))
        if member == "CloseNotification":
            return new_method_return(message)
        return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")


class TrayItem(NamedTuple):
    """An icon in the tray, and its menu."""

    host: TrayHost
    owner: str

    def press(self) -> None:
        """Press the icon."""
        self.host.call(self.owner, "/StatusNotifierItem", ITEM, "Activate", "ii", 0, 0)

    def menu(self) -> dict[str, int]:
        """Return the menu's words that are to be seen, each with its number."""
        _, (_, _, rows) = self.host.call(
            self.owner, "/MenuBar", MENU, "GetLayout", "iias", 0, -1, []
        )
        found = {}
        for _, (number, held, _) in rows:
            if held.get("visible", ("b", True))[1] and "label" in held:
                found[str(held["label"][1])] = int(number)
        return found

    def choose(self, words: str) -> None:
        """Choose a row of the menu; raises KeyError where it has none of that name."""
        self.host.call(
            self.owner, "/MenuBar", MENU, "Event", "isvu",
            self.menu()[words], "clicked", ("i", 0), 0,
        )  # fmt: skip
