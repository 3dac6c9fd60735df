"""What is logged before there is a log: kept until then, so that no traceback gets to a terminal."""

import logging


class HeldLog(logging.Handler):
    """Keeps warnings and errors; `pour` gives them to the log once that is set up."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        self._records.append(record)

    def pour(self, target: logging.Handler) -> None:
        """Hand on to `target` what was kept."""
        for record in self._records:
            if record.levelno >= target.level:
                target.handle(record)
        self._records.clear()


def hold() -> None:
    """Keep what is logged from here on, until `log.setup`."""
    logging.getLogger().addHandler(HeldLog())
