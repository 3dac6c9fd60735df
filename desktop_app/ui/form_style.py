"""The style of form fields; used by what is built after the first paint only."""

from desktop_app.ui.palette import Palette


def form_style(p: Palette) -> str:
    """Return the style sheet of fields and lists in the palette's colours."""
    # Combo and spin boxes keep their own style: a sheet would have to draw their arrows too.
    field = "QDialog > QLineEdit, QPlainTextEdit, QLineEdit#field"
    focus = ", ".join(f"{name.strip()}:focus" for name in field.split(","))
    return f"""
    {field} {{ background: {p.surface}; color: {p.text}; border: 1px solid {p.border};
        border-radius: 6px; padding: 4px 7px; selection-background-color: {p.accent};
        selection-color: {p.on_accent}; min-height: 18px; }}
    {focus} {{ border: 2px solid {p.accent}; padding: 3px 6px; }}
    QLineEdit#title {{ border: 1px solid transparent; padding: 3px 5px; }}
    QLineEdit#title:hover {{ border: 1px solid {p.border}; }}
    QLineEdit#title:focus {{ border: 2px solid {p.accent}; padding: 2px 4px; }}
    QLineEdit:read-only {{ background: transparent; }}
    QDialog, QScrollArea, QScrollArea > QWidget > QWidget {{ background: {p.surface}; }}
    QLabel {{ background: transparent; }}
    QLabel#secondary {{ color: {p.secondary}; }}
    QLabel#danger {{ color: {p.danger}; }}
    QFrame#card {{ background: {p.sunken}; border: 1px solid {p.border}; border-radius: 8px; }}
    """
