"""What a service says when a rule does not allow something."""


class Refused(Exception):
    """A rule says no, in words for the person who asked. `messages` holds one or more kind, translated sentences."""

    def __init__(self, *messages: object) -> None:
        self.messages = [str(message) for message in messages]
        super().__init__(" ".join(self.messages))
