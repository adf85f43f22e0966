"""What people type about themselves and others, by room: each room's views import their own module."""

from .joining import JoinForm

__all__ = ["JoinForm"]
