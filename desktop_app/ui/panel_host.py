"""The panel beside the calendar, and the class that it shows: made when one is first chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from desktop_app.domain.occurrence import ChangeSet
from desktop_app.services.values import Key

if TYPE_CHECKING:
    from desktop_app.ui.panel import Panel
    from desktop_app.ui.window import MainWindow


class PanelHost(QObject):
    """Knows which class is chosen, and opens and closes its panel."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.chosen: Key | None = None
        self.panel: Panel | None = None

    @property
    def visible(self) -> bool:
        """Whether the panel takes its room."""
        return self.panel is not None and not self.panel.isHidden()

    @property
    def beside(self) -> QRect:
        """What of the window the panel leaves: what lies over the window stays there."""
        room = self._window.rect()
        if self.panel is not None and self.visible:
            room.setWidth(room.width() - self.panel.minimumWidth())
        return room

    def choose(self, key: Key) -> None:
        """Select a class and open its panel."""
        self.chosen = key
        self._window.views.select(key)
        self.show()

    def select(self, key: Key) -> None:
        """Select a class that was pressed: its panel follows only where one is open."""
        if self.visible:
            self.choose(key)
        else:
            self.chosen = key
            self._window.views.select(key)

    def show(self) -> None:
        """Show the panel of the chosen class."""
        if self.chosen is None:
            return
        if self.panel is None:
            # Not part of a start.
            from desktop_app.ui.panel import Panel

            self.panel = Panel(self._window.context, self._window)
            self.panel.closed.connect(self.close)
            self.panel.delete_wanted.connect(self._window.delete)
            self.panel.attention_wanted.connect(self._window.dialogs.show_attention)
            self.panel.student_wanted.connect(self._window.dialogs.show_students)
            self.panel.class_wanted.connect(self._window.show_class)
            self.panel.form_wanted.connect(self._window.dialogs.edit_form)
            self.panel.ways_wanted.connect(self._ways)
            self._window.add_panel(self.panel)
        self.panel.setVisible(self.panel.read(self.chosen))
        self._window.fold()

    def _ways(self, _key: Key, at: QPoint) -> None:
        if self._window.keys is not None:
            self._window.keys.share_menu(at)

    def name_it(self, key: Key) -> None:
        """Go to a class just made, its name ready to be typed."""
        self._window.show_class(key)
        if self.panel is not None:
            self.panel.name_it()

    def edit_time(self, key: Key) -> None:
        """Go to a class, its time ready to be changed."""
        self._window.show_class(key)
        if self.panel is not None:
            self.panel.edit_time()

    def close(self) -> None:
        """Keep what is being typed and let go of the selection."""
        if self.visible and self.panel is not None:
            self.panel.commit()
        self.let_go()

    def let_go(self) -> None:
        """Let go of the selection; the focus goes back to the class."""
        key, self.chosen = self.chosen, None
        views = self._window.views
        views.select(None)
        if self.panel is not None:
            self.panel.forget()
        if self.panel is not None and self.panel.isVisible():
            if self.panel.isAncestorOf(QApplication.focusWidget() or self._window):
                # Before it hides: Qt would hand the focus on to whatever comes next.
                self._window.finders.home(key).setFocus(Qt.FocusReason.PopupFocusReason)
            self.panel.hide()
            self._window.fold()

    def remove(self, key: Key) -> None:
        """Remove a class and go on to the one after it; all stays as it is where she gives up."""
        views = self._window.views
        order = views.current.order()
        after = order[order.index(key) + 1 :] if key in order else order

        def leave() -> None:
            self.let_go()
            chip = next((c for c in map(views.current.chip, after) if c is not None), None)
            (chip or views).setFocus(Qt.FocusReason.OtherFocusReason)

        self._window.context.editor.remove(key, leave)

    def changed(self, changed: ChangeSet) -> None:
        """Read the chosen class anew if it changed; one that is gone closes the panel."""
        if self.panel is None or self.panel.isHidden() or self.chosen is None:
            return
        if changed.everything or changed.students or self.chosen[0] in changed.families:
            if not self.panel.read(self.chosen):
                self.let_go()

    def drop(self) -> None:
        """Let the panel go: it is made anew in another language."""
        if self.panel is not None:
            self.panel.commit()
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
