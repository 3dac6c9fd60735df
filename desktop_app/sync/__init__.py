"""One pass over ports: push, pull, apply; no Qt, no threads of its own."""
