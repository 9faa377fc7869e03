import os
from pathlib import Path


def sync(folder: Path) -> None:
    """Make a new name in the folder last through a power cut."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
