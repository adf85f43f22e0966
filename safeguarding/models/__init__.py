"""What is kept of worries, and of records that were opened in need."""

from .concerns import Concern, ConcernStep
from .glass import BreakGlass, GlassEvent

__all__ = ["BreakGlass", "Concern", "ConcernStep", "GlassEvent"]
