"""What goes wrong at start is told in one sentence, not in a traceback."""


class Problem(Exception):
    """Its text is the sentence that the person at the terminal reads."""
