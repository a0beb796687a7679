"""Migrations: the history of the tables, one numbered file a change."""
