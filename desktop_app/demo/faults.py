"""Faults by script: what goes wrong with which request, how often."""

import random
import re
from dataclasses import dataclass, field
from typing import Literal

Cut = Literal["", "before", "after", "in_reply"]


@dataclass(slots=True)
class Fault:
    """One rule: `match` is a regular expression looked for in "METHOD /path?query".

    `cut`: the connection ends before the request is done, after it is done but before the reply,
    or in the middle of the reply. `delay`: seconds before that happens. `garbage` is sent as the
    body of a 200 in place of the reply.
    """

    match: str
    status: int = 0
    body: object = None
    delay: float = 0.0
    cut: Cut = ""
    garbage: str = ""
    times: int | None = None
    probability: float = 1.0
    headers: dict[str, str] = field(default_factory=dict)
    hits: int = 0


class Faults:
    """The rules in force, the first that matches counts."""

    def __init__(self) -> None:
        self._rules: list[Fault] = []
        self._chance = random.Random(1)

    def add(
        self,
        match: str = "",
        *,
        status: int = 0,
        body: object = None,
        delay: float = 0.0,
        cut: Cut = "",
        garbage: str = "",
        times: int | None = None,
        probability: float = 1.0,
        headers: dict[str, str] | None = None,
    ) -> Fault:
        """Add a rule; `times` None is for ever. Its `hits` count what it did."""
        fault = Fault(
            match, status, body, delay, cut, garbage, times, probability, dict(headers or {})
        )
        self._rules.append(fault)
        return fault

    def clear(self) -> None:
        """Let all go well again."""
        self._rules.clear()

    def next(self, method: str, target: str) -> Fault | None:
        """Return the rule for this request, counted; None when it goes well."""
        named = f"{method} {target}"
        for fault in list(self._rules):
            if fault.times is not None and fault.hits >= fault.times:
                continue
            if not re.search(fault.match, named):
                continue
            if fault.probability < 1 and self._chance.random() >= fault.probability:
                continue
            fault.hits += 1
            return fault
        return None
