"""Books and rates: the register, the handling record, their checks, and what a month counts."""
