"""The words of the house: one for one thing, in code, addresses and pages alike.

The help shows them; docs/glossary.md is written from here.
"""

WORDS = {
    "Advice": "What the Misconduct Office, a Borough Support Unit or the civil actions "
    "unit answers when it is asked: about a case, or in general.",
    "Allegation": "One thing alleged in a case, with one category. A case holds one or "
    "more.",
    "Allocate": "Give a case to a unit and, there, to a handler.",
    "Appeal": "What a complainant sends to the IPCC against not recording, a local "
    "resolution or the outcome of an investigation. It has 28 days, from the day after "
    "the date of the letter; a late one is recorded too, and the IPCC decides.",
    "Appropriate authority": "A Detective Chief Inspector who decides completed cases, "
    "of boroughs too. Never somebody who investigated or supervised the case, is "
    "a subject of it, manages one or has declared a conflict in it.",
    "Assess": "The team inspector's step: the response to a case, and its risk to the "
    "public, officers and the organisation, with reasons.",
    "Behaviour": "The group that reports count a category in: oppressive behaviour, "
    "incivility and so on.",
    "Borough": "One of the 32 borough operational command units.",
    "Borough Support Unit": "A unit of the directorate that supports a set of "
    "boroughs.",
    "Care contact": "Whom a witness turns to, and each contact with them for their own "
    "sake.",
    "Case": "A public complaint or a conduct matter, from receipt to its end. Not the "
    "same as an allegation: a count always says which it counts.",
    "Category": "A coded kind of allegation, A to Y.",
    "Chain": "The trail's entries about one case, or by one person, each hashed over "
    "the one before.",
    "Champion": "Professional Standards Champion: leads on complaints and conduct in "
    "one borough.",
    "Check": "The line manager's first quality check of a recorded case.",
    "Checklist": "What each kind of case needs, stage by stage: read from the case, or "
    "marked by hand.",
    "Claim (CA)": "A civil action, an accident claim, an employment tribunal case or "
    "an inquest, with what is set aside for it and how it ended.",
    "Clock": "A limit that runs in a case: from which day, until when, whose it is and "
    "how it ended. Each is counted by the rule of the day the matter came to notice.",
    "Complainant": "A person complaining in a case, for themselves or, with consent, "
    "for another.",
    "Conduct matter (CM)": "An indication of misconduct that nobody complained of: "
    "from a report, a proactive investigation or a claim.",
    "Conflict": "A conflict of interest. Declared on the page of the case, it takes "
    "the case out of the person's sight; whoever manages a subject has one without "
    "declaring it, and may read the case but take no part in it. A supervisor upholds "
    "it or sets it aside, with reasons.",
    "Contact": "That somebody of a case was spoken or written to, or spoke or wrote to "
    "us. One that updates a complainant or an officer starts the next 28 days.",
    "Contested": "That the force fought a claim: apart from how it ended, for a claim "
    "may be lost without a fight.",
    "Decline": "Decide not to record what was logged, with the reason and the letter "
    "that says so.",
    "Departure": "A decision that differs from the recommendation; it needs reasons.",
    "Determine": "The appropriate authority's decision on every outcome of a case, in "
    "one submission.",
    "Diary": "What is due when: limits and tasks of one person, or of a unit.",
    "Direction": "What the IPCC directs when it upholds an appeal: to record, to "
    "investigate or determine again, to act, apologise, learn or disclose. Until it is "
    "carried out the case cannot be finalised.",
    "Directorate": "The Directorate of Professional Standards (DPS).",
    "Extraordinary event": "Something many cases come from (a demonstration, say); "
    "tagged, so that trends can leave it out.",
    "Field class": "How sensitive a field is: public, official, identity, special "
    "category, intelligence.",
    "Finalise": "Close a case: nothing is open and the time for an appeal has passed.",
    "Finding": "What a meeting or hearing found of an allegation: proved or not, and "
    "at which level.",
    "Forum": "What can follow a decision under the regime that governs it: no further "
    "action, management action, a misconduct meeting, a hearing, a board, a stage of "
    "performance procedures, an appeal.",
    "Freedom of Information request (FI)": "What somebody asked for under the Act of "
    "2000: to be answered in 20 working days.",
    "Ground": "What something that is done rests on: a dispensation, a referral, a "
    "suspension from duty. Each purpose has its own, with their dates.",
    "Handler": "The person who works on a case now.",
    "Intelligence item (II)": "That a desk has a report, a development, a source file, "
    "a financial investigation or a closing report. Never what it says.",
    "Interested person": "Somebody who takes part in an inquest: a relative, an "
    "officer, a body.",
    "Legacy": "Imported from an older system; keeps its old reference, values and "
    "faults.",
    "Line manager": "Whoever manages a member of the force, from one date to another.",
    "Line of enquiry": "Something to be found out in a case: why, by whom and by when, "
    "and what came of it.",
    "Live": "A warning counts, is live, until its last day: a later one is graver.",
    "Log": "Take down what came in, on receipt, with the first risk assessment.",
    "Member": "Someone serving with the police: officer, staff, PCSO, special, "
    "contractor.",
    "Mode": "How a case that was referred is investigated: back with the force, "
    "supervised, managed or independent. It changes what the force may do, and what "
    "the IPCC sees first.",
    "Notify": "Record the outcome letters to complainants and officers.",
    "Outcome": "An allegation against a subject, and how it stands: recommended, "
    "decided.",
    "Panel": "Who sits in a meeting or hearing; each seat asks for a rank, training or "
    "somebody from outside.",
    "Policy log": "The decisions about how a case is investigated, each with its "
    "reasons; apart from what was done.",
    "Posting": "That a user holds a role, in a unit or force-wide, from one date to "
    "another.",
    "Proceedings": "A meeting, hearing, board or stage about what one officer has to "
    "answer for, from its opening to the written outcome.",
    "Proportionality check": "The inspector's dated check that a case is dealt with in "
    "proportion.",
    "Public complaint (PC)": "A complaint by or for a member of the public about "
    "somebody serving with the police.",
    "Reach": "How far a role sees a field class: all, own, own unit, recorded, by "
    "reveal, never.",
    "Record": "Decide that what was logged is a complaint or conduct matter, and say "
    "what is alleged.",
    "Referral": "That the force referred a case to the IPCC: because it must, of its "
    "own will, or because the IPCC called it in.",
    "Referral test": "Whether a case must be referred to the IPCC, criterion by "
    "criterion, with reasons. Every one is kept; the latest counts.",
    "Regime": "The regulations that govern a matter: those in force when it came to "
    "the authority's notice, whenever it happened and whenever it is decided. An "
    "allegation that was added later goes by its own day.",
    "Register": "Records with references of their own beside the cases: risks, claims, "
    "requests, items of intelligence.",
    "Regulation notice": "The notice that tells an officer what is investigated; kept "
    "as it was served.",
    "Repeat complainant": "A person of the register with so many cases in so many "
    "months, by a dated figure of the house. A fact, and no ground to refuse anything.",
    "Report": "The investigator's report, with a recommended finding for every "
    "outcome.",
    "Reserve": "What is set aside for a claim; every earlier figure is kept.",
    "Responsible unit": "The one unit a case is with; the ground of who may see it.",
    "Restricted": "Seen only by the people named for it, besides handler, authority "
    "and senior management.",
    "Result": "How an allegation against a subject ends, under the name of its time "
    "(substantiated until March 2010, upheld since).",
    "Return": "Send a report back to its investigator, saying what is missing.",
    "Sanction": "What a forum can impose: a warning, dismissal. Some stay live for "
    "months, and change what is open while they do.",
    "Seal": "The heads of all chains at one time, in a file outside the database.",
    "Seat": "A place on the panel of a forum, with the rank and training that whoever "
    "takes it must have.",
    "Settlement authority": "Up to what amount somebody of a rank may let a claim be "
    "settled: a dated limit in the reference data.",
    "Severity": "How grave what is alleged would be if it were proved: no misconduct, "
    "misconduct, gross misconduct since December 2008.",
    "State": "Where a case stands between receipt and its end: received, recorded and "
    "so on. In the API it is called status.",
    "Strategy review": "A supervisor's look at how a case is investigated, at set "
    "points; never the handler's own.",
    "Subject": "Whom a case is about: a member, somebody not identified, or the "
    "organisation.",
    "Trail": "The record of who did and read what, when and why.",
    "Withdraw": "End a case on the complainant's signed request.",
    "Witness": "Somebody who can say what happened, of the public or of the force, and "
    "is cared for until released.",
}
# Those that people ask about most; the others unfold.
ASKED = (
    "Case",
    "Allegation",
    "Subject",
    "Outcome",
    "Handler",
    "Responsible unit",
    "Appropriate authority",
    "Conflict",
    "Restricted",
    "Trail",
)


def glossary_markdown() -> str:
    """The page of documentation."""
    lines = [
        "# Glossary",
        "",
        "Written by Candour from `desk/glossary.py`: change a word there, not here.",
        "",
        "One word for one thing, in code, addresses and pages alike.",
        "",
        "| Word | Means |",
        "|---|---|",
        *(f"| {word} | {meaning} |" for word, meaning in WORDS.items()),
    ]
    return "\n".join(lines) + "\n"
