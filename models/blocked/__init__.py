"""A car is in the way: its driver is asked through us, and neither side learns who the other is."""
