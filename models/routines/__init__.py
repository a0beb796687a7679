"""What the office does of itself on its days, as far as the estate wants it."""
