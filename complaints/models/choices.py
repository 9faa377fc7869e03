"""Stored codes of the case and the words people read for them."""

from django.db.models import TextChoices


class Kind(TextChoices):
    COMPLAINT = "PC", "Public complaint"
    CONDUCT = "CM", "Conduct matter"

    @property
    def said_label(self) -> str:
        """What `said` holds: nobody complains of a conduct matter, so it is known."""
        return "What is known" if self is Kind.CONDUCT else "What was said"


class Channel(TextChoices):
    TELEPHONE = "telephone", "Telephone"
    COUNTER = "counter", "Station counter"
    LETTER = "letter", "Letter"
    EMAIL = "email", "E-mail"
    ONLINE = "online", "Online form"
    IPCC = "ipcc", "IPCC direct complaint"
    MP = "mp", "Member of Parliament"
    SOLICITOR = "solicitor", "Solicitor"
    INTERNAL = "internal", "Internal report"
    OTHER = "other", "Another way"
    UNKNOWN = "unknown", "Not known"


class ConductSource(TextChoices):
    """Where a conduct matter came from."""

    REPORT = "report", "Report by a colleague or supervisor"
    PROACTIVE = "proactive", "Proactive investigation"
    CLAIM = "claim", "Civil claim"
    WITHDRAWN = "withdrawn", "Complaint that was withdrawn"


class Confidentiality(TextChoices):
    OFFICIAL = "official", "Official"
    SENSITIVE = "sensitive", "Official-sensitive"
    RESTRICTED = "restricted", "Restricted to named people"


class Strand(TextChoices):
    """Strands of discrimination."""

    RACE = "race", "Race"
    RELIGION = "religion", "Religion or belief"
    SEX = "sex", "Sex"
    GENDER_IDENTITY = "gender_identity", "Gender identity"
    SEXUAL_ORIENTATION = "sexual_orientation", "Sexual orientation"
    DISABILITY = "disability", "Disability"
    AGE = "age", "Age"
    OTHER = "other", "Another strand"


class SubjectKind(TextChoices):
    MEMBER = "member", "Member of the force"
    UNIDENTIFIED = "unidentified", "Not identified"
    ORGANISATION = "organisation", "The organisation"


class Capacity(TextChoices):
    """In what capacity somebody complains (Police Reform Act 2002, section 12)."""

    VICTIM = "victim", "The conduct was towards them"
    AFFECTED = "affected", "Adversely affected"
    WITNESS = "witness", "Witness"
    REPRESENTATIVE = "representative", "Acts for someone else"
    UNKNOWN = "unknown", "Not known"


class Risk(TextChoices):
    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class Stage(TextChoices):
    """At which step of the quality ladder an assessment was made (source 002)."""

    FIRST_CONTACT = "first_contact", "First contact"
    CHECK = "check", "Line manager's check"
    ASSESS = "assess", "Team inspector's assessment"
    REASSESS = "reassess", "Assessed again"


class Response(TextChoices):
    LOCAL_INVESTIGATION = "local_investigation", "Investigation by a borough"
    DPS_INVESTIGATION = "dps_investigation", "Investigation by DPS"


class ReferralBasis(TextChoices):
    """Why the IPCC has a case (Police Reform Act 2002, Schedule 3, paragraph 4)."""

    MANDATORY = "mandatory", "Mandatory"
    VOLUNTARY = "voluntary", "Voluntary"
    CALLED_IN = "called_in", "Called in by the IPCC"


class Mode(TextChoices):
    """How a referred case is investigated (Schedule 3, paragraphs 15 to 19)."""

    LOCAL = "local", "Back to the force"
    SUPERVISED = "supervised", "Supervised by the IPCC"
    MANAGED = "managed", "Managed by the IPCC"
    INDEPENDENT = "independent", "Independent, by the IPCC"


class CaseMode(TextChoices):
    """How a case stands with the IPCC at present; blank where it never had it."""

    NONE = "", "Not referred"
    TO_REFER = "to_refer", "Must be referred to the IPCC"
    WAITING = "waiting", "Waits for the IPCC"
    LOCAL = "local", "Back from the IPCC"
    SUPERVISED = "supervised", "Supervised by the IPCC"
    MANAGED = "managed", "Managed by the IPCC"
    INDEPENDENT = "independent", "Independent, by the IPCC"


class ReferralResult(TextChoices):
    """What a test for referral came to."""

    MANDATORY = "mandatory", "Must be referred"
    VOLUNTARY = "voluntary", "To be referred voluntarily"
    NONE = "none", "Not to be referred"


class RequestKind(TextChoices):
    ASKED = "asked", "Asks"
    DIRECTED = "directed", "Directs"


class AppealKind(TextChoices):
    """What a complainant may appeal against to the IPCC."""

    RECORDING = "recording", "Against not recording"
    RESOLUTION = "resolution", "Against the local resolution"
    INVESTIGATION = "investigation", "Against the outcome of the investigation"


class AppealOutcome(TextChoices):
    UPHELD = "upheld", "Upheld"
    NOT_UPHELD = "not_upheld", "Not upheld"
    OUT_OF_TIME = "out_of_time", "Out of time"
    INVALID = "invalid", "Invalid"
    WITHDRAWN = "withdrawn", "Withdrawn"


class DirectionKind(TextChoices):
    """What the IPCC may direct when it upholds an appeal."""

    RECORD = "record", "Record the complaint"
    REINVESTIGATE = "reinvestigate", "Investigate again"
    REDETERMINE = "redetermine", "Determine again"
    RESOLVE = "resolve", "Resolve it locally anew"
    ACTION = "action", "Take action"
    APOLOGY = "apology", "Apologise"
    LEARNING = "learning", "Learn from it"
    DISCLOSURE = "disclosure", "Disclose something"


class LetterKind(TextChoices):
    NOT_RECORDED = "not_recorded", "Not recorded"
    OUTCOME = "outcome", "Outcome"
    WITHDRAWAL_REQUEST = "withdrawal_request", "Signed request to withdraw"
    PART_WITHDRAWN = "part_withdrawn", "Signed request to withdraw part of it"
    ACKNOWLEDGEMENT = "acknowledgement", "Acknowledgement"
    UPDATE = "update", "Update"
    PROCEEDINGS_NOTICE = "proceedings_notice", "Notice of proceedings"
    SITTING_NOTICE = "sitting_notice", "Notice of the date of proceedings"
    PROCEEDINGS_OUTCOME = "proceedings_outcome", "Written outcome of proceedings"
    OTHER = "other", "Another letter"

    @property
    def what(self) -> str:
        """What it is called in a sentence: the notice still says this."""
        notices = (LetterKind.PROCEEDINGS_NOTICE, LetterKind.SITTING_NOTICE)
        if self in notices:
            return "notice"
        return "written outcome" if self == LetterKind.PROCEEDINGS_OUTCOME else "letter"


class Apology(TextChoices):
    NONE = "none", "None"
    SPOKEN = "spoken", "Spoken"
    WRITTEN = "written", "Written"


class ConsentKnown(TextChoices):
    """How it is known that a complainant consented to local resolution."""

    SIGNED = "signed", "Signed by them"
    WRITING = "writing", "In a letter or e-mail from them"
    IN_PERSON = "in_person", "Said in person"
    TELEPHONE = "telephone", "Said by telephone"


class Suitability(TextChoices):
    """Why a complaint may be resolved locally (Schedule 3, paragraph 6)."""

    NOT_GRAVE = "not_grave", "Even if proved, it would not justify proceedings"
    APPROVED = "approved", "The IPCC has approved it"


class ResolutionStatus(TextChoices):
    UNDER_WAY = "under_way", "Under way"
    COMPLETED = "completed", "Resolved"
    ENDED = "ended", "Ended without"


class DirectionStatus(TextChoices):
    UNDER_WAY = "under_way", "To be answered"
    ANSWERED = "answered", "Answered"
    ENDED = "ended", "Conduct after all"


class ApplicationKind(TextChoices):
    DISPENSATION = "dispensation", "Dispensation"
    DISCONTINUANCE = "discontinuance", "Discontinuance"


class ApplicationStatus(TextChoices):
    WAITING = "waiting", "Waits for the IPCC"
    GRANTED = "granted", "Granted"
    REFUSED = "refused", "Refused"
    LAPSED = "lapsed", "Lapsed"


class LinkKind(TextChoices):
    DUPLICATE = "duplicate", "Duplicate"
    SAME_INCIDENT = "same_incident", "Same incident"
    SAME_PEOPLE = "same_people", "Same people"
    FOLLOWS = "follows", "Follows from"
    RELATED = "related", "Related"


class UnitPart(TextChoices):
    SCENE = "scene", "Where it happened"
    SUBJECT = "subject", "Unit of a subject"
    INTEREST = "interest", "Has an interest"


class ContactPreference(TextChoices):
    """How a complainant wants to hear from the force; blank when they did not say."""

    TELEPHONE = "telephone", "Telephone"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    OTHER = "other", "Another way, in their needs"


class RestrictionKind(TextChoices):
    """What is taken from a member of the force meanwhile (domain.md 7.8)."""

    SUSPENDED = "suspended", "Suspended from duty"
    RESTRICTED = "restricted", "Restricted duties"
    NON_OPERATIONAL = "non_operational", "Non-operational duties"


class ContactMeans(TextChoices):
    """How people were in touch."""

    TELEPHONE = "telephone", "Telephone"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    IN_PERSON = "in_person", "In person"
    OTHER = "other", "Another way"


class ContactDirection(TextChoices):
    OUT = "out", "From us to them"
    IN = "in", "From them to us"


class EnquiryEnd(TextChoices):
    DONE = "done", "Done"
    NOT_PURSUED = "not_pursued", "Not pursued"


class Attendance(TextChoices):
    WARNED = "warned", "Warned to attend"
    ATTENDED = "attended", "Attended"
    EXCUSED = "excused", "Excused"
    ABSENT = "absent", "Did not attend"


class CheckStage(TextChoices):
    """Where in the life of a case an item of a checklist stands."""

    RECORDING = "recording", "Recording"
    REFERRAL = "referral", "Referral and handling"
    INVESTIGATION = "investigation", "Investigation"
    DECISION = "decision", "Decision"
    ENDING = "ending", "Ending"


class CheckMark(TextChoices):
    NOT_STARTED = "not_started", "Not started"
    MISSING = "missing", "Started, something missing"
    DONE = "done", "Done"
    NOT_APPLICABLE = "not_applicable", "Does not apply"


class Served(TextChoices):
    """How a letter or notice reached somebody."""

    HAND = "hand", "By hand"
    POST = "post", "By post"
    EMAIL = "email", "By e-mail"
    SUPERVISOR = "supervisor", "Through a supervisor"
    FRIEND = "friend", "Through a friend or representative"
    OTHER = "other", "Another way"
