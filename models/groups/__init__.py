"""Staff groups: which chat gets which cards."""
