"""What is known of a person: their copy of it, and its end when they wish it."""
