"""Registration without a code: an account asks, an officer decides."""
