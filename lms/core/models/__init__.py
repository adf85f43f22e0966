"""Building blocks that know no domain word."""

from .base import Envelope, Record
from .editorial import EditorialDocument, EditorialImage, EditorialMedia, EditorialRendition
from .events import MoveEvent, ReadEvent, ReadSubject
from .files import PrivateFile
from .jobs import Job
from .narrative import Narrative
from .outbox import DeliveryLine, OutboxMessage
from .permits import PurgePermit
from .retention import KeptCount, RetentionRule, RetentionRun
from .support import SupportResource

__all__ = [
    "DeliveryLine",
    "EditorialDocument",
    "EditorialImage",
    "EditorialMedia",
    "EditorialRendition",
    "Envelope",
    "Job",
    "KeptCount",
    "MoveEvent",
    "Narrative",
    "OutboxMessage",
    "PrivateFile",
    "PurgePermit",
    "ReadEvent",
    "ReadSubject",
    "Record",
    "RetentionRule",
    "RetentionRun",
    "SupportResource",
]
