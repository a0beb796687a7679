"""Collection at the home: only at a time that was agreed, for a sum that was named."""
