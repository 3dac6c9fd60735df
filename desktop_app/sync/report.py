"""What came of a pass."""

from typing import NamedTuple

from desktop_app.domain.errors import AulaError


class Report(NamedTuple):
    """What a pass did. `error` ended it early; `next_poll`: seconds until a meeting is due;
    `refused_meetings`: event ids whose link the account cannot have; `held`: why changes stay
    here though the pass went on."""

    sent: int = 0
    brought: int = 0
    error: AulaError | None = None
    next_poll: float | None = None
    refused_meetings: tuple[str, ...] = ()
    held: AulaError | None = None
