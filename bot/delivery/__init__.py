"""From committed rows to Telegram: limits, outcomes, rendering, sending."""
