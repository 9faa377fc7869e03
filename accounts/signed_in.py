"""Who is signed in, and what every page asks of them, in one question.

An app that every page asks something of the account registers it when it is ready:

    signed_in.ask("unread", "ARRAY(SELECT ... WHERE row.user_id = person.id)")

The answer stands beside the account that a session leads to, for that request alone:
`user.answered("unread")`. Of an account that was found otherwise nothing was asked.
"""

_asked: dict[str, str] = {}


def ask(name: str, sql: str) -> None:
    """Have this subquery answered, too.

    It may name the account as `person`, and the parameters `today` and `over_at`, the
    end of the day.
    """
    _asked[name] = sql


def question() -> str:
    """The account of the parameter `id`, and the answers as `asked_` and their name."""
    # Put together from what our own rooms registered, never from what anybody sent.
    asked = "".join(f", {sql} AS asked_{name}" for name, sql in _asked.items())
    return f"SELECT person.*{asked} FROM accounts_user person WHERE id = %(id)s"  # noqa: S608
