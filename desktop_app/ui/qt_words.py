"""Qt's own words (of its file dialogs, its print preview, its buttons) in the teacher's language."""

from PySide6.QtCore import QLibraryInfo, QTranslator

_ICONS = "QAbstractFileIconProvider"
"""Who says what kind a file is, by today's name; Qt's catalogue has those words as `_FILES`'s."""
_FILES = "QFileDialog"
_HERE = (("fichero", "archivo"), ("Fichero", "Archivo"), ("fic&hero", "arc&hivo"))
"""Words of Spain, and how they are said in Buenos Aires."""


class QtWords(QTranslator):
    """Qt's catalogue of one language, with the words that it has under older names only."""

    def speak(self, language: str) -> bool:
        """Load the words of `language`; return False where there are none, as for English."""
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        # Qt itself speaks English and needs no catalogue for it.
        return language != "en" and self.load(f"qtbase_{language}", folder)

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return what Qt is to say for `source`; None (not "") leaves it as it stands in Qt."""
        found = (
            super().translate(context, source, disambiguation, n)
            or (context == _ICONS and super().translate(_FILES, source, disambiguation, n))
            or ("&" in source and super().translate(context, source.replace("&", "")))
        )
        if not found:
            return None
        for there, here in _HERE:
            found = found.replace(there, here)
        return found
