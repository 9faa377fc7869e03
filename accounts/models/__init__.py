from accounts.models.postings import Posting
from accounts.models.submissions import Submission
from accounts.models.users import User

__all__ = ["Posting", "Submission", "User"]
