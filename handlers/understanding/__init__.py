"""What becomes of words that answer no question."""
