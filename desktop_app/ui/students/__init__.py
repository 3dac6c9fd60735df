"""The roster: its dialog, a student's page, and what goes in and out as CSV."""
