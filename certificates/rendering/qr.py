"""The square code. The whole address in capitals, without dashes, keeps it in alphanumeric mode and small."""

import io

DARK = "#0b1f1f"


def check_url(check_base: str, code: str) -> str:
    """The address that a scan opens, in capitals: the check page reads both cases."""
    return f"{check_base.rstrip('/')}/v/{code.replace('-', '')}/".upper()


def qr_svg(url: str, *, title: str = "") -> str:
    """SVG without a size of its own: error level M, a border of four modules, a white ground is the page's business.

    `title` is what a screen reader says when the picture stands in a page by itself.
    """
    import segno

    out = io.BytesIO()
    square = segno.make(url, error="m", micro=False, boost_error=False)
    square.save(out, kind="svg", border=4, dark=DARK, light=None, xmldecl=False, omitsize=True, title=title or None)
    return out.getvalue().decode()
