"""Relay: words about a case, passed between resident and staff under the estate's name."""
