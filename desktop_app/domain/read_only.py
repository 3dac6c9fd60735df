"""Why an event cannot be changed from here. Pure."""

from desktop_app.domain.calendars import Calendar
from desktop_app.domain.event import Event, invited
from desktop_app.domain.text import N_, Sentence, one_line, sentence

KINDS = {
    "focusTime": N_("Focus time, which Google keeps: it is changed in Google Calendar."),
    "outOfOffice": N_("Out of office, which Google keeps: it is changed in Google Calendar."),
    "birthday": N_("A birthday of your contacts: it is changed in Google Contacts."),
    "workingLocation": N_("Where you work, which Google keeps: it is changed in Google Calendar."),
}


def why_kept(event: Event, calendar: Calendar | None) -> Sentence:
    """Return why `event`, which is not hers to change, stays as it is; `calendar`: where it stands,
    None where that is in no list."""
    if event.cancelled:
        return sentence(N_("This class is cancelled."))
    if event.event_type in KINDS:
        return sentence(KINDS[event.event_type])
    if calendar is not None and not calendar.writable:
        told = N_("You may only read the calendar “{calendar}”: its owner changes it.")
        return sentence(told, calendar=one_line(calendar.name)[:60] or calendar.id)
    host = next((one for one in event.guests if one.organizer and not one.is_self), None)
    if host is None:
        return sentence(N_("This event cannot be changed from here."))
    name = one_line(host.name)[:60] or host.email
    if invited(event):
        told = N_(
            "Only {name}, who invites you, can change this. You may answer that you do not come."
        )
        return sentence(told, name=name)
    return sentence(N_("Only {name}, who made this event, can change it."), name=name)
