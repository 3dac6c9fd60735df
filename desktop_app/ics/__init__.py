"""iCalendar (RFC 5545): events to a file and back; a stranger to Google and to the database."""
