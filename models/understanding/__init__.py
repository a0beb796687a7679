"""What people mean by words that answer no question."""
