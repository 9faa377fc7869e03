"""What cases are found by (`index`) and the question asked of it (`question`)."""

from complaints.search.index import index, index_many
from complaints.search.question import Found, search, snippets

__all__ = ["Found", "index", "index_many", "search", "snippets"]
