"""What cases are found by, the question asked of it, and where its words stand."""

from complaints.search.hits import left_out
from complaints.search.index import index, index_many
from complaints.search.names import called_so
from complaints.search.question import RANKED, Found, search
from complaints.search.snippets import snippets

__all__ = [
    "RANKED",
    "Found",
    "called_so",
    "index",
    "index_many",
    "left_out",
    "search",
    "snippets",
]
