"""Dunning 催缴: the ladder of a home that owes, its rungs, and what makes it rest."""
