"""People: residents, staff, and how they are linked to Telegram."""
