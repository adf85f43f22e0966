"""Figures from rows of all apps, one module each: one function asks the database, a pure one makes the figure (docs/decisions/0076)."""
