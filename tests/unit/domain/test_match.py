"""A few letters and the name that they mean."""

import pytest

from desktop_app.domain.match import score

NAMES = (
    "Nueva clase con Meet", "Nueva clase en una línea", "Copiar código", "Copiar invitación",
    "Ir a la fecha", "Sincronizar ahora", "Configuración", "Hoy", "Semana",
)  # fmt: skip


def best(typed: str) -> list[str]:
    """Return the names that fit, the nearest first."""
    rated = [(fit, name) for name in NAMES if (fit := score(typed, name)) is not None]
    return [name for _, name in sorted(rated, key=lambda one: one[0])]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("nue cla", "Nueva clase con Meet"),
        ("cla lin", "Nueva clase en una línea"),
        ("linea", "Nueva clase en una línea"),
        ("codigo", "Copiar código"),
        ("COP INV", "Copiar invitación"),
        ("ahora sinc", "Sincronizar ahora"),
        ("config", "Configuración"),
        ("vitaci", "Copiar invitación"),
        ("cpinv", "Copiar invitación"),
        ("hoy", "Hoy"),
    ],
)
def test_what_is_meant_comes_first(typed: str, first: str) -> None:
    assert best(typed)[0] == first


def test_what_does_not_fit_is_left_out() -> None:
    assert best("xyz") == []
    assert best("nueva semana") == []
    assert best("zz") == []
    assert best("mna") == []  # letters of “Semana”, and not from its beginning on
    assert len(best("")) == len(NAMES)
    assert best("s")[0] in ("Semana", "Sincronizar ahora")
