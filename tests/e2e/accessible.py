"""What a screen reader sees of Aula: its tree and its events on the desktop's accessibility bus."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, Self

from jeepney import DBusAddress, MatchRule, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ATSPI = "org.a11y.atspi"
ROOT = "/org/a11y/atspi/accessible/root"
PROPERTIES = "org.freedesktop.DBus.Properties"
# Places of bits in an AT-SPI state set.
FOCUSABLE, FOCUSED, SENSITIVE, SHOWING, VISIBLE = 11, 12, 24, 25, 30
WAIT = 20.0


class Said(NamedTuple):
    """One event: its member (`Announcement`, `StateChanged`), what it is about, and its value."""

    member: str
    detail: str
    value: int
    text: object


class Bus:
    """The accessibility bus of this session, listened to."""

    def __init__(self) -> None:
        with open_dbus_connection("SESSION") as session:
            where = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            address = session.send_and_get_reply(new_method_call(where, "GetAddress")).body[0]
        self._bus: DBusConnection = open_dbus_connection(address)
        self._events: deque[Said] = deque()
        rule = MatchRule(type="signal", interface=f"{ATSPI}.Event.Object")
        self._bus.send_and_get_reply(message_bus.AddMatch(rule))
        registry = DBusAddress("/org/a11y/atspi/registry", f"{ATSPI}.Registry", f"{ATSPI}.Registry")
        for name in ("object:announcement", "object:state-changed"):
            ask = new_method_call(registry, "RegisterEvent", "sass", (name, [], ""))
            self._bus.send_and_get_reply(ask, timeout=WAIT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._bus.close()

    def call(self, owner: str, path: str, interface: str, member: str, *body: Any) -> Any:
        """Return the answer of a method; raises LookupError when the object is gone."""
        signature = "".join({str: "s", int: "i", bool: "b"}[type(value)] for value in body)
        ask = new_method_call(DBusAddress(path, owner, interface), member, signature or None, body)
        answer = self._bus.send_and_get_reply(ask, timeout=WAIT)
        if answer.header.message_type is MessageType.error:
            raise LookupError(answer.body)
        return answer.body[0] if answer.body else None

    def listen(self, seconds: float) -> None:
        """Take in what is said within `seconds`, the first event at the latest."""
        try:
            message = self._bus.receive(timeout=seconds)
        except TimeoutError:
            return
        header = message.header
        if header.message_type is MessageType.signal:
            member = str(header.fields[3])
            detail, value, _, text = message.body[:4]
            self._events.append(Said(member, detail, value, text[1]))

    def heard(self, member: str) -> list[Said]:
        """Return the events of that kind so far."""
        return [event for event in self._events if event.member == member]

    def until(self, check: Callable[[], Any]) -> Any:
        """Return what `check` gives once it gives something; asked at each event."""
        deadline = time.monotonic() + WAIT
        while True:
            try:
                found = check()
            except LookupError:  # something went while it was looked at
                found = None
            if found:
                return found
            assert time.monotonic() < deadline, "it never came"
            self.listen(0.2)

    def application(self, name: str) -> "Node":
        """Return the application of that name, waited for."""
        desktop = Node(self, f"{ATSPI}.Registry", ROOT)
        found: Node = self.until(
            lambda: next((app for app in desktop.children() if app.name == name), None)
        )
        return found


class Node(NamedTuple):
    """One accessible object."""

    bus: Bus
    owner: str
    path: str

    def _ask(self, member: str, *body: Any, interface: str = "Accessible") -> Any:
        return self.bus.call(self.owner, self.path, f"{ATSPI}.{interface}", member, *body)

    def _property(self, name: str, interface: str = "Accessible") -> Any:
        asked = f"{ATSPI}.{interface}"
        return self.bus.call(self.owner, self.path, PROPERTIES, "Get", asked, name)[1]

    @property
    def name(self) -> str:
        return str(self._property("Name"))

    @property
    def role(self) -> str:
        return str(self._ask("GetRoleName"))

    @property
    def text(self) -> str:
        return str(self._ask("GetText", 0, -1, interface="Text"))

    def has(self, *states: int) -> bool:
        """Return whether all of these states are set."""
        low, high = self._ask("GetState")
        bits = low | high << 32
        return all(bits >> state & 1 for state in states)

    def children(self) -> "list[Node]":
        return [Node(self.bus, owner, path) for owner, path in self._ask("GetChildren")]

    def walk(self) -> "Iterator[Node]":
        """Yield itself and everything below that is on the screen."""
        yield self
        for child in self.children():
            if child.has(SHOWING) or child.role in {"frame", "window"}:
                yield from child.walk()

    def find(self, role: str, begins: str) -> "Node | None":
        """Return the first one on the screen of that role whose name begins so."""
        return next((n for n in self.walk() if n.role == role and n.name.startswith(begins)), None)

    def focused(self) -> "Node | None":
        """Return what has the focus."""
        return next((node for node in self.walk() if node.has(FOCUSED)), None)

    def press(self) -> None:
        """Do its first action, as a screen reader does for its user."""
        self._ask("DoAction", 0, interface="Action")

    def grab_focus(self) -> None:
        """Take the focus."""
        self._ask("GrabFocus", interface="Component")

    def write(self, text: str) -> None:
        """Have `text` in this field, as dictation writes it."""
        self._ask("SetTextContents", text, interface="EditableText")
