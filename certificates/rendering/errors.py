"""Why a paper was not printed. Each is better than a paper that goes out wrong."""


class NotPrinted(Exception):
    """Base of the three below."""


class MissingGlyphs(NotPrinted):
    """A name holds letters that none of our fonts can draw; printing it would show empty boxes."""


class WrongFont(NotPrinted):
    """FONTCONFIG_FILE was not in force or a file is gone: fontconfig then lends another face without a word."""


class DoesNotFit(NotPrinted):
    """Measured after layout, something stayed larger than its place at the smallest size allowed."""
