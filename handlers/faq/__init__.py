"""The FAQ in chat: what residents ask, who keeps it right, what the staff are asked of it."""
