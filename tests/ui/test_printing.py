"""Paper: what stands on it, how it breaks into pages, the PDF and the preview."""

import resource
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.day_list import Stand
from desktop_app.domain.errors import StorageError
from desktop_app.domain.spans import ViewName
from desktop_app.ui.printing.agenda_pages import HEADING, ROW, Row, paginate
from desktop_app.ui.printing.dialogs import write_pdf
from desktop_app.ui.printing.job import job
from desktop_app.ui.printing.paper import FOOT, HEAD, Job, Paper
from tests.ui.conftest import Stage
from tests.ui.fakes import lesson, row

Build = Callable[..., Stage]
DAY = date(2026, 11, 24)
WIDTH, HEIGHT = 770.0, 520.0


def work_of(s: Stage, view: ViewName) -> Job:
    """Return what is printed of a view."""
    work = job(s.window.context, view, DAY)
    assert work is not None
    return work


class Written(Paper):
    """Paper that remembers what was written on it, and where."""

    def __init__(self, painter: QPainter) -> None:
        super().__init__(painter, WIDTH, HEIGHT)
        self.texts: list[tuple[str, QRectF]] = []

    def text(self, box: QRectF, text: str, size: float, **more: Any) -> None:
        """Write and remember."""
        if text:
            self.texts.append((text, QRectF(box)))
        super().text(box, text, size, **more)


def printed(work: Job) -> list[Written]:
    """Return the pages of `work`."""
    image = QImage(int(WIDTH), int(HEIGHT), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    pages = []
    for page in work.pages(WIDTH, HEIGHT - HEAD - FOOT):
        paper = Written(painter)
        page(paper)
        pages.append(paper)
    painter.end()
    return pages


def words(pages: list[Written]) -> str:
    """Return all that stands on the pages."""
    return "\n".join(text for page in pages for text, _ in page.texts)


@pytest.mark.parametrize("view", ["day", "work_week", "week", "month", "agenda", "year"])
def test_every_class_of_the_day_is_named_within_the_paper(stage: Build, view: ViewName) -> None:
    """In words also that one is cancelled; the days and the holiday are told."""
    s = stage()
    work = work_of(s, view)
    pages = printed(work)
    assert "Tomás Díaz" in words(pages)
    if view != "day":
        assert "2026" in work.days
    if view in ("week", "work_week"):
        assert "(cancelada)" in words(pages) and "Soberanía" in words(pages)
    for page in pages:
        for text, box in page.texts:
            assert QRectF(-1, 0, WIDTH + 2, HEIGHT).contains(box), text


def test_hours_reach_as_far_as_the_classes(stage: Build) -> None:
    """Seven in the morning is before her working hours, eleven at night after."""
    s = stage()
    s.reader.put(lesson("e", "Temprano", "2026-11-24 07:00", "2026-11-24 08:00"))
    s.reader.put(lesson("l", "Tarde", "2026-11-24 22:00", "2026-11-24 23:30"))
    text = words(printed(work_of(s, "week")))
    assert "7:00" in text and "23:00" in text and "6:00" not in text.split()


def test_a_month_counts_what_does_not_fit(stage: Build) -> None:
    """As on the screen."""
    s = stage()
    for hour in range(7, 20):
        start, end = f"2026-11-12 {hour:02}:00", f"2026-11-12 {hour:02}:50"
        s.reader.put(lesson(f"m{hour}", "Muchas", start, end))
    assert " más" in words(printed(work_of(s, "month")))


classes = st.lists(st.integers(1, 9), min_size=1, max_size=20)


@given(classes, st.integers(60, 400))
def test_a_heading_never_ends_a_page_and_no_page_is_too_long(days: list[int], high: int) -> None:
    """Nothing is left out."""
    one = Stand(DAY, row(lesson("a", "Ana", "2026-11-24 09:00", "2026-11-24 10:00")), 1, 1)
    made = [Row("", one if number else None) for count in days for number in range(count + 1)]
    pages = paginate(made, high)
    assert [r for page in pages for r in page] == made
    for number, page in enumerate(pages):
        assert page and sum(HEADING if r.stand is None else ROW for r in page) <= high
        if number + 1 < len(pages):
            assert page[-1].stand is not None


@pytest.mark.parametrize(("view", "least"), [("week", 1), ("month", 1), ("agenda", 1)])
def test_a_pdf_is_written(stage: Build, tmp_path: Path, view: ViewName, least: int) -> None:
    """With as many pages as were drawn."""
    s = stage()
    target = tmp_path / "a.pdf"
    work = work_of(s, view)
    write_pdf(work, str(target))
    data = target.read_bytes()
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") >= least


def test_a_pdf_that_cannot_be_written_is_told(stage: Build, tmp_path: Path) -> None:
    """There is no such folder."""
    s = stage()
    work = work_of(s, "week")
    with pytest.raises(StorageError):
        write_pdf(work, str(tmp_path / "no" / "a.pdf"))


def test_a_pdf_on_a_full_disk_is_told_and_leaves_no_half_of_it(
    stage: Build, tmp_path: Path
) -> None:
    s = stage()
    work = work_of(s, "week")
    target = tmp_path / "a.pdf"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
    try:
        with pytest.raises(StorageError):
            write_pdf(work, str(target))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []


def test_days_that_are_still_read_are_not_printed_empty(stage: Build, qtbot: QtBot) -> None:
    s = stage("en")
    s.calendar.is_covered = False
    qtbot.keyClick(s.window.week.grid, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activeModalWidget() is None
    assert s.window.toasts.made is not None
    assert "still reading these days" in s.window.toasts.made.shown[-1].text


def test_ctrl_p_opens_the_preview_of_the_view(stage: Build, qtbot: QtBot) -> None:
    """It has the pages, and goes with Esc."""
    s = stage()
    qtbot.keyClick(s.window.week.grid, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QPrintPreviewDialog)
    assert "Noviembre 2026" in dialog.windowTitle()
    pages = dialog.findChild(QPrintPreviewWidget)
    assert pages is not None
    qtbot.waitUntil(lambda: pages.pageCount() == 1)
    dialog.close()
