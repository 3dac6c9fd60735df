"""Calendars: which are shown, and which one new classes go to."""

from desktop_app.domain.errors import NotConnectedError, UsageError
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Store
from desktop_app.domain.text import N_, sentence


def use_for_classes(store: Store, calendar_id: str) -> ChangeSet:
    """Let new classes go to a calendar; those that are made already stay where they are.

    Raises NotConnectedError, UsageError (there is none of that id, or it is only read),
    StorageError.
    """
    account = store.account()
    if account is None:
        raise NotConnectedError
    check_writable(store, calendar_id)
    return store.set_account(account._replace(calendar_id=calendar_id))


def check_writable(store: Store, calendar_id: str) -> None:
    """Raise UsageError where there is no calendar of that id, or it is only read."""
    found = next((one for one in store.calendars.known() if one.id == calendar_id), None)
    if found is None or not found.writable:
        raise UsageError(sentence(N_("Classes cannot be made in that calendar.")))
