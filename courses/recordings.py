"""What a film or a sound is, read from its first bytes: asked of the library and of course folders alike. Pure."""

HEAD = 64  # bytes that tell what a recording is


def recording_type(head: bytes) -> str:
    """The content type of a film or of sound by its first bytes; "" for what no browser plays."""
    if head[4:8] == b"ftyp":
        return "audio/mp4" if head[8:11] in (b"M4A", b"M4B") else "video/mp4"
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm"
    if head.startswith(b"OggS"):
        return "audio/ogg"
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return "audio/mpeg"
    return "audio/wav" if head.startswith(b"RIFF") and head[8:12] == b"WAVE" else ""
