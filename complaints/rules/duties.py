"""On which grounds a member is suspended, and on which kept from some duties."""

# From the mildest up: to be kept from some duties, from all of the operational ones,
# from every one.
_GRAVITY = ("restricted", "non_operational", "suspended")


def is_graver(kind: str, than: str) -> bool:
    """Whether it takes more from the member: that the director decides anew."""
    return _GRAVITY.index(kind) > _GRAVITY.index(than)


def purpose_of(kind: str) -> str:
    """The purpose of the grounds that a suspension, or a restriction, rests on.

    Two reasons for a suspension (Police (Conduct) Regulations 2004, regulation 4, as
    quoted in domain.md 7.8); a restriction may also follow a death.
    """
    return "duty_suspension" if kind == "suspended" else "duty_restriction"
