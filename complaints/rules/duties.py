"""On which grounds a member is suspended, and on which kept from some duties."""


def purpose_of(kind: str) -> str:
    """The purpose of the grounds that a suspension, or a restriction, rests on.

    Two reasons for a suspension (Police (Conduct) Regulations 2004, regulation 4, as
    quoted in domain.md 7.8); a restriction may also follow a death.
    """
    return "duty_suspension" if kind == "suspended" else "duty_restriction"
