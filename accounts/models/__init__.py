from accounts.models.postings import Posting
from accounts.models.users import User

__all__ = ["Posting", "User"]
