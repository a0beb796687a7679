"""Arrears in figures: a month of charges and payments, what is owed by age and by building."""
