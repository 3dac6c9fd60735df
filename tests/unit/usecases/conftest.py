"""The same store as storage's own tests have."""

from tests.unit.storage.conftest import files, store

__all__ = ["files", "store"]
