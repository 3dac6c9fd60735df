"""Storage: desk.db (what only this machine knows) and cache.db (what Google said)."""
