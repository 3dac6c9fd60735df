"""A field for a time zone: found by any part of its name, or by a city that Aula knows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from desktop_app.domain import zones
from desktop_app.ui.fields import Line


class ZoneField(Line):
    """Shows a zone as it is spoken; `zone` is the one that is meant, "" for none or nonsense."""

    def __init__(self, zone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.names = zones.choices()
        self._given = ""
        self.completer_of_zones = QCompleter([zones.spoken(name) for name in self.names], self)
        self.completer_of_zones.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer_of_zones.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(self.completer_of_zones)
        self.set_zone(zone)

    @property
    def zone(self) -> str:
        """The zone that the text means."""
        return zones.named(self.text().strip(), {*self.names, *filter(None, [self._given])})

    @property
    def sensible(self) -> bool:
        """Whether the text is empty or means a zone."""
        return not self.text().strip() or bool(self.zone)

    def set_zone(self, zone: str) -> None:
        """Show `zone`, "" for none."""
        self._given = zone
        self.setText(zones.spoken(zone) if zone else "")
        self.setCursorPosition(0)
