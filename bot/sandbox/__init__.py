"""Telegram on this machine: a strict Bot API server, its people and its page."""
