"""The floor page, F: a session, a user, one indexed query of 25 rows, 30 KB of HTML."""
