"""The style of form fields; used by what is built after the first paint only."""

from desktop_app.ui.palette import Palette

ARROWS = 28
"""The width that a field keeps for its arrows, which ui/fields.py draws."""


def form_style(p: Palette) -> str:
    """Return the style sheet of fields and lists in the palette's colours: 32 px high, radius 6."""
    field = "QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox"
    return f"""
    {field} {{ background: {p.surface}; color: {p.text}; border: 1px solid {p.edge};
        border-radius: 6px; padding: 4px 7px; min-height: 22px;
        selection-background-color: {p.accent}; selection-color: {p.on_accent}; }}
    {_each(field, ":hover")} {{ border-color: {p.secondary}; }}
    {_each(field, ":focus")} {{ border: 2px solid {p.accent}; padding: 3px 6px; }}
    {_each(field, ":disabled")} {{ background: {p.sunken}; color: {p.secondary};
        border-color: {p.border}; }}
    QLineEdit:read-only {{ background: {p.sunken}; border-color: {p.border}; }}
    QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus,
    QAbstractSpinBox QLineEdit:disabled {{ border: none; padding: 0; min-height: 0;
        background: transparent; }}
    QComboBox {{ padding-left: 9px; padding-right: 0; combobox-popup: 0; }}
    QComboBox:focus {{ padding-left: 8px; }}
    QComboBox[layoutDirection="1"] {{ padding-left: 0; padding-right: 9px; }}
    QComboBox[layoutDirection="1"]:focus {{ padding-right: 8px; }}
    QComboBox::drop-down {{ border: none; width: {ARROWS}px; }}
    QComboBox::down-arrow, QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow {{
        image: none; width: 0; height: 0; }}
    QComboBox QAbstractItemView {{ background: {p.surface}; color: {p.text};
        border: 1px solid {p.edge}; padding: 4px; outline: 0; }}
    QComboBox QAbstractItemView::item {{ min-height: 28px; padding: 0 6px; border-radius: 4px; }}
    QComboBox QAbstractItemView::item:selected {{ background: {p.pressed}; color: {p.text}; }}
    QAbstractSpinBox {{ padding: 3px {ARROWS}px 2px 2px; }}
    QAbstractSpinBox:focus {{ padding: 2px {ARROWS - 1}px 1px 1px; }}
    QAbstractSpinBox[layoutDirection="1"] {{ padding: 3px 2px 2px {ARROWS}px; }}
    QAbstractSpinBox[layoutDirection="1"]:focus {{ padding: 2px 1px 1px {ARROWS - 1}px; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: 20px;
        subcontrol-origin: border; background: transparent; border-radius: 3px; }}
    QAbstractSpinBox::up-button {{ subcontrol-position: top right; margin: 3px 4px 0 0; }}
    QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; margin: 0 4px 3px 0; }}
    QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{
        background: {p.hover}; }}
    QDateEdit::up-button:hover, QDateEdit::down-button:hover {{ background: transparent; }}
    QAbstractSpinBox::up-button:pressed, QAbstractSpinBox::down-button:pressed {{
        background: {p.pressed}; }}
    QCheckBox, QRadioButton {{ color: {p.text}; spacing: 8px; min-height: 28px; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: 16px; height: 16px;
        border: 1px solid {p.edge}; border-radius: 4px; background: {p.surface}; }}
    QRadioButton::indicator {{ border-radius: 9px; }}
    QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {p.text}; }}
    QCheckBox::indicator:checked {{ background: {p.accent}; border-color: {p.accent}; }}
    QRadioButton::indicator:checked {{ width: 8px; height: 8px; border: 5px solid {p.accent}; }}
    QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border-color: {p.accent}; }}
    QLineEdit#title {{ border: 1px solid transparent; padding: 2px 5px; min-height: 0;
        background: transparent; }}
    QLineEdit#title:hover {{ border: 1px solid {p.edge}; }}
    QLineEdit#title:focus {{ border: 2px solid {p.accent}; padding: 1px 4px; }}
    QLineEdit#title:read-only {{ border: 1px solid transparent; }}
    QDialog, QScrollArea, QScrollArea > QWidget > QWidget {{ background: {p.surface}; }}
    QLabel {{ background: transparent; }}
    QLabel#secondary {{ color: {p.secondary}; }}
    QLabel#danger {{ color: {p.danger}; }}
    QLabel#key {{ background: {p.sunken}; border: 1px solid {p.border}; border-radius: 4px;
        padding: 1px 6px; }}
    QListWidget, QTableWidget {{ background: {p.surface}; color: {p.text};
        border: 1px solid {p.border}; border-radius: 6px; padding: 4px; outline: 0; }}
    QListWidget:focus, QTableWidget:focus {{ border-color: {p.accent}; }}
    QListWidget::item {{ padding: 5px 8px; border-radius: 4px; color: {p.text}; }}
    QListWidget::item:disabled {{ color: {p.secondary}; }}
    QListWidget::item:hover {{ background: {p.hover}; }}
    QListWidget::item:selected {{ background: {p.pressed}; color: {p.text}; }}
    QListWidget#bare {{ border: none; padding: 0; background: transparent; }}
    QListWidget#bare:focus {{ border: none; }}
    QListWidget#bare::item:selected:active {{ border: 1px solid {p.accent}; }}
    QListWidget#over {{ border: 1px solid {p.edge}; }}
    QHeaderView::section {{ background: {p.surface}; color: {p.secondary}; border: none;
        padding: 4px 8px; }}
    QFrame#line {{ background: {p.border}; }}
    QFrame#side {{ background: {p.sunken}; border: none; border-right: 1px solid {p.border}; }}
    QFrame#card {{ background: {p.sunken}; border: 1px solid {p.border}; border-radius: 8px; }}
    QWidget#ground {{ background: {p.sunken}; }}
    QFrame#page {{ background: {p.surface}; border: 1px solid {p.border}; border-radius: 12px; }}
    {scroll_style(p)}
    """


def scroll_style(p: Palette) -> str:
    """Return the style sheet of scroll bars: a thin rounded handle, no arrows."""
    return f"""
    QScrollBar {{ background: transparent; border: none; margin: 0; }}
    QScrollBar:vertical {{ width: 10px; }}
    QScrollBar:horizontal {{ height: 10px; }}
    QScrollBar::handle {{ background: {p.edge}; border-radius: 3px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::handle:hover {{ background: {p.secondary}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def menu_style(p: Palette) -> str:
    """Return the style sheet of menus: roomy rows, the one pointed at on a rounded tint."""
    return f"""
    QMenu {{ background: {p.surface}; color: {p.text}; border: 1px solid {p.edge}; padding: 6px; }}
    QMenu::item {{ padding: 5px 16px 5px 12px; border-radius: 4px; min-width: 200px; }}
    QMenu::item:selected {{ background: {p.pressed}; }}
    QMenu::item:disabled {{ color: {p.secondary}; background: transparent; }}
    QMenu::separator {{ height: 1px; background: {p.border}; margin: 4px 0; }}
    """


def _each(selectors: str, state: str) -> str:
    return ", ".join(f"{name.strip()}{state}" for name in selectors.split(","))
