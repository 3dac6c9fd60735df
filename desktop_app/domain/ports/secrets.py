"""The port to where secrets are kept."""

from typing import Protocol


class Secrets(Protocol):
    """Where secrets are kept: the system's keyring, or memory for this session only."""

    def get(self, name: str) -> str | None: ...
    def set(self, name: str, value: str) -> None: ...
    def delete(self, name: str) -> None: ...
