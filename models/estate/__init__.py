"""The estate: its data, settings and calendar."""
