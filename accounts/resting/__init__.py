"""Breaks and adjustments: what stops, what helps, never why."""
