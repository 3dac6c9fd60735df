"""The window's dialogs: each loaded when it is first asked for."""

from datetime import date
from typing import TYPE_CHECKING

from desktop_app.domain.text import N_, one_line, sentence
from desktop_app.domain.zones import week_start
from desktop_app.services.values import Key, Toast

if TYPE_CHECKING:
    from desktop_app.system.crash import CrashReport
    from desktop_app.ui.window import MainWindow

# Imports inside functions here: no dialog is part of a start.


class Dialogs:
    """Opens dialogs over the window; none of them blocks it."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        window.calendar.files.copies_wanted.connect(self.show_copies)

    def colour(self) -> None:
        """Give the dialogs that are open the palette of now."""
        from desktop_app.ui.dialog import Dialog

        for dialog in self._window.findChildren(Dialog):
            dialog.colour()

    def close_all(self) -> bool:
        """Close the dialogs that are open; False where one stays, asking what becomes of its text."""
        from desktop_app.ui.dialog import Dialog

        found = [one for one in self._window.findChildren(Dialog) if one.isVisible()]
        return all(dialog.close() for dialog in found)

    def show_account(self) -> None:
        """Show who is connected, to disconnect, or the ways to connect."""
        from desktop_app.ui.account_dialog import AccountDialog

        if self._window.context.account.account is None:
            self._window.page_host.first_run()
        else:
            AccountDialog(self._window.context, self._window).open()

    def copy_week(self, day: date) -> None:
        """Show what copying the week before into that of `day` would make."""
        from desktop_app.ui.copy_week import CopyWeekDialog

        window = self._window
        plans = window.calendar.around.week_plan(week_start(day))
        CopyWeekDialog(window.context, plans, window).open()

    def show_attention(self) -> None:
        """Show the changes that need the teacher."""
        from desktop_app.ui.attention import AttentionDialog

        def edit(key: "Key") -> None:
            self._window.show_class(key)
            self._window.open_panel(key)

        AttentionDialog(self._window.context, edit, self._window).open()

    def choose_import(self) -> None:
        """Ask for an .ics file and show what is in it."""
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QFileDialog

        tr = self._window.context.tr
        title, kind = tr(N_("Import a calendar")), tr(N_("Calendars (*.ics)"))
        dialog = QFileDialog(self._window, title, "", kind)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.show_import)
        dialog.open()

    def show_import(self, path: str) -> None:
        """Show what is in the .ics file at `path`, to take it in."""
        from desktop_app.ui.import_dialog import ImportDialog

        ImportDialog(self._window.context, path, self._window).open()

    def show_export(self) -> None:
        """Ask what is to be written into an .ics file."""
        from desktop_app.ui.export_dialog import ExportDialog

        monday = week_start(self._window.context.today())
        ExportDialog(self._window.context, monday, self._window).open()

    def after_first_paint(self) -> None:
        """Let calendar files be dropped on the window; listen for what the last run left."""
        from desktop_app.ui.file_drop import FileDrop

        FileDrop(self._window, self.show_import)
        self._window.calendar.diagnostics.crashed.connect(self.show_crash)

    def copy_diagnostics(self) -> None:
        """Copy what somebody who helps must know."""
        from desktop_app.ui.screen import described

        self._window.calendar.diagnostics.copy(described(self._window))

    def show_crash(self, report: "CrashReport") -> None:
        """Show what went wrong last time."""
        from desktop_app.ui.crash_dialog import CrashDialog

        CrashDialog(self._window.context, report, self._window).open()

    def show_copies(self) -> None:
        """Show the dated copies, to restore one."""
        from desktop_app.ui.copies import CopiesDialog

        CopiesDialog(self._window.context, self._window).open()

    def show_settings(self, section: str = "", find: str = "") -> None:
        """Show the settings: at `section` (its name as marked), or those with the words `find`."""
        from desktop_app.ui.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._window.context, self._window, section)
        dialog.search.setText(find)
        dialog.open()

    def show_students(self, student_id: str = "") -> None:
        """Show the roster, on the page of one student if one is named."""
        from desktop_app.ui.students.dialog import StudentsDialog

        window = self._window
        dialog = StudentsDialog(window.context, window)
        dialog.class_wanted.connect(lambda student: window.calendar.new_class(student=student))
        dialog.opened.connect(window.show_class)
        if student_id:
            dialog.choose(student_id)
        dialog.open()

    def show_calendars(self) -> None:
        """Show the settings at the calendars."""
        self.show_settings("Calendars")

    def new_form(self, start: int | None = None, end: int | None = None) -> None:
        """Show the form for a new class: at `start` (epoch seconds), or in the next free slot."""
        from desktop_app.ui.form.acts import open_new

        open_new(self._window.context, self._window, start, end)

    def edit_form(self, key: Key) -> None:
        """Show the form for all of an event."""
        from desktop_app.ui.form.acts import open_existing

        open_existing(self._window.context, self._window, key)

    def show_templates(self) -> None:
        """Show the texts of invitations."""
        from desktop_app.ui.share.templates import TemplatesDialog

        TemplatesDialog(self._window.context, self._window).open()

    def show_free_times(self) -> None:
        """Show the free times as text."""
        from desktop_app.ui.share.free_times import FreeTimesDialog

        FreeTimesDialog(self._window.context, self._window).open()

    def show_qr(self, key: Key) -> None:
        """Show the link of a class as a QR code."""
        window = self._window
        reader = window.calendar.reader
        event = reader.event(*key) if reader is not None else None
        if event is None or not event.meeting.link:
            window.toasts.show(Toast(sentence(N_("There is no link yet.")), (), 2.5))
            return
        from desktop_app.ui.share.qr import QrDialog

        title = one_line(event.summary)
        QrDialog(window.context, title, event.meeting.link, window).open()

    def show_keys(self) -> None:
        """Show every key."""
        from desktop_app.ui.keys_dialog import KeysDialog

        if self._window.keys is not None:
            KeysDialog(self._window.context, self._window.keys.listed(), self._window).open()

    def print_view(self) -> None:
        """Show what is printed of the view."""
        from desktop_app.ui.printing.dialogs import preview

        views = self._window.views
        preview(self._window.context, views.name, views.day, self._window)

    def save_pdf(self) -> None:
        """Save the view as a PDF."""
        from desktop_app.ui.printing.dialogs import save_pdf

        views = self._window.views
        save_pdf(self._window.context, views.name, views.day, self._window)

    def go_to_date(self) -> None:
        """Ask for a date and go there."""
        from desktop_app.ui.go_to import GoToDialog

        dialog = GoToDialog(self._window.context, self._window.views.day, self._window)
        dialog.picked.connect(self._window.show_day)
        dialog.open()
