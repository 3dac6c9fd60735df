"""The roster's way in and out as CSV: the file dialogs, the preview, the words of the columns."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from desktop_app.domain.errors import AulaError
from desktop_app.domain.student import plain
from desktop_app.domain.student_csv import COLUMNS, Row
from desktop_app.domain.text import N_, sentence
from desktop_app.services.values import Toast
from desktop_app.ui.colours import NAMES
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.panel_details import TYPES

HEADINGS = {
    "name": N_("Name"),
    "phone": N_("WhatsApp"),
    "email": N_("E-mail"),
    "city": N_("City"),
    "zone": N_("Time zone"),
    "color_id": N_("Colour"),
    "class_type": N_("Type"),
    "length": N_("Length"),
    "price": N_("Price"),
    "provider": N_("Video call"),
    "notes": N_("Notes"),
}
assert tuple(HEADINGS) == COLUMNS


class StudentFiles(QObject):
    """Reads and writes beside the window's thread; a toast says how it went."""

    def __init__(self, context: Context, window: Dialog) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._students = context.calendar.students
        # Hers also after the dialog was closed.
        self._toast = context.calendar.toast.emit

    def ask_import(self) -> None:
        """Ask for a file to import."""
        tr = self._context.tr
        ask = QFileDialog(self._window, tr(N_("Import students")))
        ask.setNameFilters([tr(N_("Tables (*.csv *.txt)")), tr(N_("All files (*)"))])
        ask.setFileMode(QFileDialog.FileMode.ExistingFile)
        ask.fileSelected.connect(self.import_file)
        ask.finished.connect(ask.deleteLater)
        ask.open()

    def import_file(self, path: str) -> None:
        """Read a CSV file and show what would be taken of it."""
        colours = {plain(self._context.tr(name)): key for key, name in NAMES.items()}
        colours |= {plain(name): key for key, name in NAMES.items()}
        preview = self._window.while_open(self._preview)
        self._students.read_file(path, colours, preview, self._failed)

    def _preview(self, rows: list[Row]) -> None:
        from desktop_app.ui.students.import_dialog import ImportDialog  # only when asked for

        dialog = ImportDialog(self._context, rows, self._window)
        dialog.kept.connect(self._students.add)
        dialog.open()

    def ask_export(self) -> None:
        """Ask for a file to export to."""
        tr = self._context.tr
        ask = QFileDialog(self._window, tr(N_("Export students")))
        ask.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        ask.setDefaultSuffix("csv")
        ask.selectFile(tr(N_("students.csv")))
        ask.fileSelected.connect(self.export_file)
        ask.finished.connect(ask.deleteLater)
        ask.open()

    def export_file(self, path: str) -> None:
        """Write the roster to a CSV file, as the spreadsheets of her language want it."""
        tr = self._context.tr
        self._students.write_file(
            path,
            {name: tr(words) for name, words in HEADINGS.items()},
            {key: tr(words) for key, words in (TYPES | NAMES).items()},
            ";" if self._context.language == "es" else ",",
            lambda _: self._toast(Toast(sentence(N_("Students exported")), (), 2.5)),
            self._failed,
        )

    def _failed(self, error: AulaError) -> None:
        self._toast(Toast(error.told, (), 0))
