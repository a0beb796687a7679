"""The FAQ 答客问: what residents ask, what the office answers, and whether the staff know it."""
