"""Dialogues as declared values, run by one pure engine."""
