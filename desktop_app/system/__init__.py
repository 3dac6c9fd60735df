"""What the machine offers: paths, settings, log, secrets, listener, lock, texts; no Qt."""
