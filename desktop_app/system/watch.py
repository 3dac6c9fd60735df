"""What watches the window's process: its crashes from before there is a window, then its log."""

from pathlib import Path

from desktop_app.system import crash, held_log


class Watch:
    """Keeps what nobody caught and what is logged, from the moment it is made."""

    def __init__(self, folder: Path, alone: bool) -> None:
        """`folder`: of the logs. `alone`: whether no other process has the data folder, so that
        what the last run left there can be put by."""
        self._folder = folder
        self._alone = alone
        self._logs = False
        held_log.hold()
        self._crashes = crash.CrashFile(folder)
        crash.hooks(self._crashes)
        self.left = self._crashes.arm() if alone else None
        """The report that an earlier run left."""

    def set_up_log(self) -> None:
        """Begin the log, once."""
        if not self._logs:
            # Not on the way to the first paint: the log's file costs 10 ms.
            from desktop_app.system import log

            self._logs = True
            log.setup(self._folder)

    def renew(self) -> None:
        """Go on after the folder was removed and put back."""
        from desktop_app.system import log  # as above

        log.renew(self._folder)
        if self._alone:
            self._crashes.disarm()
            self._crashes.arm()

    def end(self) -> None:
        """End the watch of a program that ends well, or has said that it does not."""
        self._crashes.disarm()
