"""The blocks that editors build a step from (ux.md 7.4), by the groups of the chooser. Names of types and classes are frozen: old
revisions and migrations name them.

No rule stands in `clean()`: one that raised there would stop a draft from being saved, and with it the work of an editor half-way
through (measured, ux.md 0 point 4). Each block has `release_checks(value)` instead, which the checks panel and the release screen ask.
"""

from wagtail import blocks

from .care import LandingBlock, NoteBlock
from .check import CheckBlock, GapBlock, OptionBlock, PairBlock
from .media import AudioBlock, DownloadBlock, ImageBlock, VideoBlock
from .people import QuoteBlock, StoryBlock
from .practice import QuizBlock, ReflectionBlock, TryItBlock
from .scenario import ChoiceBlock, ScenarioBlock, SceneBlock
from .words import AccordionBlock, AccordionItemBlock, CalloutBlock, GlossaryBlock, HeadingBlock, TextBlock

STEP_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("note", NoteBlock()),
    ("landing", LandingBlock()),
    ("heading", HeadingBlock()),
    ("text", TextBlock()),
    ("callout", CalloutBlock()),
    ("accordion", AccordionBlock()),
    ("glossary", GlossaryBlock()),
    ("quote", QuoteBlock()),
    ("story", StoryBlock()),
    ("image", ImageBlock()),
    ("video", VideoBlock()),
    ("audio", AudioBlock()),
    ("download", DownloadBlock()),
    ("reflection", ReflectionBlock()),
    ("check", CheckBlock()),
    ("scenario", ScenarioBlock()),
    ("try_it", TryItBlock()),
    ("quiz", QuizBlock()),
]

__all__ = [
    "STEP_BLOCKS",
    "AccordionBlock",
    "AccordionItemBlock",
    "AudioBlock",
    "CalloutBlock",
    "CheckBlock",
    "ChoiceBlock",
    "DownloadBlock",
    "GapBlock",
    "GlossaryBlock",
    "HeadingBlock",
    "ImageBlock",
    "LandingBlock",
    "NoteBlock",
    "OptionBlock",
    "PairBlock",
    "QuizBlock",
    "QuoteBlock",
    "ReflectionBlock",
    "ScenarioBlock",
    "SceneBlock",
    "StoryBlock",
    "TextBlock",
    "TryItBlock",
    "VideoBlock",
]
