"""Print with a preview, and save as PDF."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QDir, QIODevice, Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.errors import StorageError
from desktop_app.domain.spans import ViewName
from desktop_app.domain.text import N_, sentence
from desktop_app.services.values import Toast
from desktop_app.system.files import write_whole
from desktop_app.ui.context import Context
from desktop_app.ui.printing.job import job
from desktop_app.ui.printing.paper import Job, draw, set_up

RESOLUTION = 300


def preview(
    context: Context, view: ViewName, day: date, parent: QWidget
) -> QPrintPreviewDialog | None:
    """Open the preview of what is shown; from there it is printed. None while it is being read."""
    work = _work(context, view, day)
    if work is None:
        return None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(f"Aula · {work.title}")
    set_up(printer, work)
    dialog = QPrintPreviewDialog(printer, parent)
    # Kept as long as the dialog: Qt holds it by its address alone.
    dialog.finished.connect(lambda _, kept=printer: None)
    dialog.setWindowTitle(context.tr(N_("Print: {title}"), title=work.title))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.paintRequested.connect(lambda device: draw(device, work))
    dialog.resize(1000, 720)
    dialog.open()
    return dialog


def save_pdf(context: Context, view: ViewName, day: date, parent: QWidget) -> None:
    """Ask where to, and write what is shown there as a PDF."""
    work = _work(context, view, day)
    if work is None:
        return
    dialog = QFileDialog(parent, context.tr(N_("Save as PDF")), QDir.homePath())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(f"Aula {work.title}.pdf")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: _saved(context, work, path))
    dialog.open()


def _work(context: Context, view: ViewName, day: date) -> Job | None:
    work = job(context, view, day)
    if work is None:
        told = N_("Aula is still reading these days. Print them again in a moment.")
        context.calendar.tell(Toast(sentence(told)))
    return work


def _saved(context: Context, work: Job, path: str) -> None:
    try:
        write_pdf(work, path)
    except StorageError as error:
        context.calendar.tell(Toast(error.told, (), 0))
    else:
        text = sentence(N_("Saved: {name}"), name=QDir(path).dirName())
        context.calendar.tell(Toast(text))


def write_pdf(work: Job, path: str) -> None:
    """Write `work` to `path`, whole or not at all. Raises StorageError."""
    # Qt's writer does not say when a disk is full.
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(made)
    writer.setResolution(RESOLUTION)
    writer.setTitle(f"Aula · {work.title}")
    set_up(writer, work)
    draw(writer, work)
    write_whole(Path(path), bytes(made.data().data()))
