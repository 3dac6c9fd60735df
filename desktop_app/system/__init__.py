"""Paths, settings, log, secrets, listener, lock and translations: what the machine offers; no Qt."""
