"""The settings in force and the settings on disk."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop_app.services.settings import SettingsService
from desktop_app.services.workers import Post
from desktop_app.system.settings import Settings, load


def test_what_is_for_one_start_is_not_written_unless_she_picks_it(
    qapp: QCoreApplication, tmp_path: Path
) -> None:
    path = tmp_path / "settings.json"
    given = Settings(language="en")
    service = SettingsService(path, given, Post(), {"language": "es"})
    service.update(view="month")
    service.update(language="system")
    service.update(language="en")
    assert service.stop(5.0)
    assert load(path)[0] == Settings(language="en", view="month")
    service = SettingsService(path, given, Post(), {"language": "es"})
    service.update(view="month")
    assert service.settings == Settings(language="en", view="month")
    assert service.stop(5.0)
    assert load(path)[0] == Settings(language="es", view="month")
