"""The form for all of an event: its dialog, and a field for each thing that is more than a line."""
