"""Complaints in private chats: told by residents, handled by the office."""
