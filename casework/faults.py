"""What the technical log may know of a fault: its kind and place, never its message.

A message of the database or of a parser quotes values, and those are about people.
"""

import traceback

FRAMES = 6


def described(fault: BaseException) -> dict[str, str]:
    """Fields for a log line."""
    frames = traceback.extract_tb(fault.__traceback__)[-FRAMES:]
    places = (
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in frames
    )
    return {"fault": type(fault).__name__, "at": " > ".join(places)}
