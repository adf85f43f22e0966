"""The square code. The whole address in capitals, without dashes, keeps it in alphanumeric mode and small."""

import io

DARK = "#0b1f1f"


def check_url(check_base: str, code: str) -> str:
    """The address that a scan opens, in capitals: the check page reads both cases."""
    return f"{check_base.rstrip('/')}/v/{code.replace('-', '')}/".upper()


def qr_svg(url: str) -> str:
    """SVG without a size of its own: error level M, a border of four modules; the white ground is the page's business."""
    import segno

    out = io.BytesIO()
    square = segno.make(url, error="m", micro=False, boost_error=False)
    square.save(out, kind="svg", border=4, dark=DARK, light=None, xmldecl=False, omitsize=True)
    return out.getvalue().decode()


def qr_path(url: str) -> tuple[int, str]:
    """Modules along one side (border included) and the path data, for a page that draws the square itself."""
    svg = qr_svg(url)
    return int(svg.split('viewBox="0 0 ')[1].split()[0]), svg.split(' d="')[1].split('"')[0]
