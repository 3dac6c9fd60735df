"""Use cases for the window: threads, timers, signals."""
