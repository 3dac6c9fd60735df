"""Aula: a class calendar for teachers who work online."""

__version__ = "0.1.0"
