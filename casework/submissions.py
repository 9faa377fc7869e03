"""What complaints imports from here has its home in accounts."""

from accounts.submissions import FIELD, new_token, once, read_token

__all__ = ["FIELD", "new_token", "once", "read_token"]
