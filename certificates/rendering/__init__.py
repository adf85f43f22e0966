"""The paper: a snapshot goes in, the bytes of a PDF come out. Knows no model, no request and no clock.

`press.render(snapshot, layout)` is the way in. WeasyPrint is imported inside functions only: it costs half a
second and 46 MB, which a web worker that never prints should not pay.
"""
