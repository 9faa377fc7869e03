"""What the technical log may know of a fault: its kind and place, never its message.

A message of the database or of a parser quotes values, and those are about people.
"""

import traceback
from pathlib import Path
from traceback import FrameSummary

FRAMES = 6
PRODUCT = f"{Path(__file__).resolve().parents[1]}/"


def described(fault: BaseException) -> dict[str, str]:
    """Fields for a log line."""
    frames = traceback.extract_tb(fault.__traceback__)
    shown = [frame for frame in frames if _is_ours(frame)][-FRAMES:]
    if frames and frames[-1] not in shown:
        shown.append(frames[-1])  # where it was raised, below our last line
    places = (
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in shown
    )
    return {"fault": type(fault).__name__, "at": " > ".join(places)}


def _is_ours(frame: FrameSummary) -> bool:
    """A library may be installed below the product."""
    inside = frame.filename.startswith(PRODUCT)
    return inside and "/site-packages/" not in frame.filename
