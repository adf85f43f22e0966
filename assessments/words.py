"""Words that belong together in one narrative, so that one act takes all of them back. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Piece:
    """What a learner sent in one round."""

    title: str
    text: str

    def pack(self) -> str:
        return _pack({"title": self.title, "text": self.text})

    @classmethod
    def unpack(cls, packed: str | None) -> "Piece | None":
        """None when the words were taken back."""
        return cls(**json.loads(packed)) if packed else None


@dataclass(frozen=True)
class Feedback:
    """What an assessor wrote: a strength first, then what is next, and a note beside a criterion."""

    strengths: str
    next_step: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)

    def pack(self) -> str:
        notes = {key: note for key, note in self.notes.items() if note.strip()}
        return _pack({"strengths": self.strengths, "next_step": self.next_step, "notes": notes})

    @classmethod
    def unpack(cls, packed: str | None) -> "Feedback | None":
        """None when the words were taken back."""
        return cls(**json.loads(packed)) if packed else None

    def addressed_to(self, name: str) -> "Feedback":
        """An assessor who marks blind writes {name}; the reader sees the name they chose."""
        notes = {key: _address(note, name) for key, note in self.notes.items()}
        return Feedback(_address(self.strengths, name), _address(self.next_step, name), notes)


def _address(text: str, name: str) -> str:
    return text.replace("{name}", name)


def _pack(parts: Mapping[str, object]) -> str:
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
