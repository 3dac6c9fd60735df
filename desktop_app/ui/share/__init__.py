"""Sharing: the texts of invitations, the link as a QR code, free times as text."""
