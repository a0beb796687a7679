"""The owner's file, read and changed by conversation."""
