from accounts.models.delegations import Delegation
from accounts.models.postings import Posting
from accounts.models.submissions import Submission
from accounts.models.users import User

__all__ = ["Delegation", "Posting", "Submission", "User"]
