"""The ports: what storage, Google's side and the system must offer to sync and usecases."""

from desktop_app.domain.ports.parts import CalendarList, Listings, Reminders, Roster
from desktop_app.domain.ports.reader import Reader
from desktop_app.domain.ports.remote import Remote
from desktop_app.domain.ports.secrets import Secrets
from desktop_app.domain.ports.store import Store
from desktop_app.domain.ports.values import (
    Account,
    CalendarInfo,
    OutboxCounts,
    Page,
    PendingMeeting,
    Progress,
    Said,
    SyncState,
    Unlisted,
)

__all__ = [
    "Account",
    "CalendarInfo",
    "CalendarList",
    "Listings",
    "OutboxCounts",
    "Page",
    "PendingMeeting",
    "Progress",
    "Reader",
    "Reminders",
    "Remote",
    "Roster",
    "Said",
    "Secrets",
    "Store",
    "SyncState",
    "Unlisted",
]
