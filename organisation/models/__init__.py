from organisation.models.accreditations import Accreditation, AccreditationKind
from organisation.models.authority import AuthorityMember, LinkBorough
from organisation.models.bodies import Body
from organisation.models.committees import Committee, Meeting
from organisation.models.loaded import LoadedRow
from organisation.models.members import LineManager, Member, MemberPosting
from organisation.models.stamps import Stamp
from organisation.models.units import Contact, Membership, Strength, Unit

__all__ = [
    "Accreditation",
    "AccreditationKind",
    "AuthorityMember",
    "Body",
    "Committee",
    "Contact",
    "LineManager",
    "LinkBorough",
    "LoadedRow",
    "Meeting",
    "Member",
    "MemberPosting",
    "Membership",
    "Stamp",
    "Strength",
    "Unit",
]
