"""Why a change stands among what needs the teacher, in a sentence; the code is kept with it."""

from desktop_app.domain.text import N_, Sentence

_REASONS = {
    # Found out here, by comparing.
    "conflict": N_("It was changed in Google too, and not to the same."),
    "changed_there": N_("It was changed in Google after you removed it here."),
    "deleted_there": N_("It was deleted in Google meanwhile."),
    "series_changed": N_("Its series has changed in Google, and has no place for it any more."),
    "restored": N_("It came with a restored copy: it may have been sent already, or taken back."),
    "id_taken": N_("Google has another event in its place."),
    "too_long": N_("One of its details is longer than Google Calendar keeps."),
    "usage": N_("It cannot be written as an event of Google Calendar."),
    # Said by Google.
    "forbidden": N_("This account may not change that in Google Calendar."),
    "not_found": N_("Google Calendar does not have that any more."),
    "exists": N_("Google Calendar has an event with this id already."),
    "changed": N_("Somebody else changed this event meanwhile."),
    "deleted": N_("This event was deleted in Google Calendar."),
    "rejected": N_("Google did not accept that."),
}


def reason(code: str) -> Sentence:
    """Return why a change with this `error_code` needs her; Google's own words come beside it."""
    return Sentence(_REASONS.get(code, _REASONS["rejected"]))
