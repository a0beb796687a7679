"""Complaints 投诉: from the first word to the filed record, in private chats only."""
