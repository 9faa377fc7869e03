"""The words of the house: one for one thing, in code, addresses and pages alike.

The help shows them; docs/glossary.md is written from here.
"""

WORDS = {
    "Action log": "What was done in an investigation, by whom and when; apart from the "
    "decisions, which stand in the policy log.",
    "Advice": "What the Misconduct Office, a Borough Support Unit or the civil "
    "actions unit answers when it is asked: about a case, or in general.",
    "Allegation": "One thing alleged in a case, with one category. A case holds one "
    "or more.",
    "Allocate": "Give a case to a unit and, there, to a handler.",
    "Appeal": "What a complainant sends to the IPCC against not recording, a local "
    "resolution or the outcome of an investigation. Its time runs from the "
    "day after the date of the letter; a late one is recorded too, and the IPCC "
    "decides.",
    "Appeal meeting": "Where an officer appeals against a misconduct meeting, soon "
    "after the written reasons (SI 2008/2864, reg 38, general knowledge: "
    "check it).",
    "Appropriate authority": "A Detective Chief Inspector who decides completed "
    "cases, of boroughs too. Never somebody who investigated or supervised the case, "
    "is a subject of it, manages one or has declared a conflict in it.",
    "Assess": "The team inspector's step: the response to a case, and its risk to the "
    "public, officers and the organisation, with reasons.",
    "Behaviour": "The group that reports count a category in: oppressive behaviour, "
    "incivility and so on.",
    "Borough": "One of the 32 borough operational command units.",
    "Borough Support Unit": "A unit of the directorate that supports a set of "
    "boroughs.",
    "Care contact": "Whom a witness turns to, and each contact with them for their "
    "own sake.",
    "Case": "A public complaint or a conduct matter, from receipt to its end. Not the "
    "same as an allegation: a count always says which it counts.",
    "Case to answer": "That there is enough for an officer to answer for, decided of "
    "each allegation against each officer (SI 2008/2864, reg 19). Where it leads "
    "depends on the severity.",
    "Category": "A coded kind of allegation, A to Y.",
    "Chain": "The trail's entries about one case, or by one person, each hashed over "
    "the one before.",
    "Champion": "Professional Standards Champion: leads on complaints and conduct in "
    "one borough.",
    "Check": "The line manager's first quality check of a recorded case.",
    "Checklist": "What each kind of case needs, stage by stage: read from the case, "
    "or marked by hand.",
    "Claim (CA)": "A civil action, an accident claim, an employment tribunal case or "
    "an inquest, with what is set aside for it and how it ended.",
    "Clock": "A limit that runs in a case: from which day, until when, whose it is "
    "and how it ended. Each is counted by the rule of the day the matter came to "
    "notice.",
    "Complainant": "A person complaining in a case, for themselves or, with consent, "
    "for another.",
    "Conduct matter (CM)": "An indication of misconduct that nobody complained of: "
    "from a report, a proactive investigation or a claim.",
    "Conflict": "A conflict of interest. Declared on the page of the case, it takes "
    "the case out of the person's sight; whoever manages a subject has one without "
    "declaring it, and may read the case but take no part in it. A supervisor upholds "
    "it or sets it aside, with reasons.",
    "Contact": "That somebody of a case was spoken or written to, or spoke or wrote "
    "to us. One that updates a complainant or an officer starts the time to the next.",
    "Contested": "That the force fought a claim: apart from how it ended, for a claim "
    "may be lost without a fight.",
    "Continue as conduct": "Take a withdrawn complaint up as a conduct matter, linked "
    "to it, with the same allegations against the same subjects (SI 2004/643, general "
    "knowledge: check it).",
    "CPS referral": "That the file goes to the Crown Prosecution Service, because the "
    "report indicates that an offence may have been committed: its advice, a charge, "
    "the trial.",
    "Decline": "Decide not to record what was logged, with the reason and the letter "
    "that says so.",
    "Delegation": "That an appropriate authority lets somebody use powers of theirs, "
    "from one day to another. What is done by them says for whom.",
    "Departure": "A decision that differs from the recommendation; it needs reasons.",
    "Determine": "The appropriate authority's decision on every outcome of a case, in "
    "one submission.",
    "Diary": "What is due when: limits, tasks and reviews of one person, or of a unit.",
    "Direction": "What the IPCC directs when it upholds an appeal: to record, to "
    "investigate or determine again, to act, apologise, learn or disclose. Until it "
    "is carried out the case cannot be finalised.",
    "Direction and control": "A complaint about how the force is run and not what "
    "somebody did: it is answered by the force, and there is no appeal (Home Office "
    "Circular 19/2005).",
    "Directorate": "The Directorate of Professional Standards (DPS).",
    "Discontinuance": "That the IPCC lets an investigation end before its report: the "
    "complainant will not help, it is better resolved locally, vexatious, repetitious "
    "or not practicable. The complainant gets a copy of the application the same day "
    "(SI 2004/643; the pattern of SI 2012/62, reg 24).",
    "Dispensation": "That the IPCC lets a complaint not be investigated: out of time, "
    "anonymous, vexatious, repetitious, dealt with already, or not practicable. More "
    "than 12 months alone are not enough (SI 2004/643, reg 3; IPCC statutory "
    "guidance, paras 163 to 169).",
    "Efficiency procedures": "What was no misconduct, but poor performance, of before "
    "December 2008: the line manager takes it up under the regulations of 1999 "
    "(general knowledge: check it).",
    "Extraordinary event": "Something many cases come from (a demonstration, say); "
    "tagged, so that trends can leave it out.",
    "Field class": "How sensitive a field is: public, official, identity, special "
    "category, intelligence.",
    "Final written warning": "The gravest warning, live for 18 months (general "
    "knowledge: check it); with one, even misconduct can go to a hearing (SI "
    "2012/2632, reg 35(5), the later text).",
    "Finalise": "Close a case: nothing is open and the time for an appeal has passed.",
    "Finding": "What a meeting or hearing found of an allegation: proved or not, and "
    "at which level.",
    "Forum": "What can follow a decision under the regime that governs it: no further "
    "action, management action, a misconduct meeting, a hearing, a board, a stage of "
    "performance procedures, an appeal.",
    "Freedom of Information request (FI)": "What somebody asked for under the Act of "
    "2000, to be answered in the time that its deadline rule gives.",
    "Full board": "The misconduct hearing of before December 2008: a chief officer "
    "presiding and two assessors (MPA, PSCC, 6 May 2004, item 7).",
    "Ground": "What something that is done rests on: a dispensation, a referral, a "
    "suspension from duty. Each purpose has its own, with their dates.",
    "Handler": "The person who works on a case now.",
    "Hearings Office": "Reviews what the authority sends to a hearing: whether it "
    "warrants one, and why. It then arranges it (source 002).",
    "Inefficiency hearing": "The last step for an officer who does not perform well "
    "enough, under the regulations of 1999 (general knowledge: check it).",
    "Intelligence item (II)": "That a desk has a report, a development, a source "
    "file, a financial investigation or a closing report. Never what it says.",
    "Interested person": "Somebody who takes part in an inquest: a relative, an "
    "officer, a body.",
    "Interview": "Of an officer or a witness, recorded with who was present; under "
    "the performance regulations of 1999 also a first or second step for an officer "
    "who does not perform well enough (general knowledge: check it).",
    "Investigation": "An investigator, of a borough or of DPS, finds out what "
    "happened and reports to the appropriate authority (source 002).",
    "Legacy": "Imported from an older system; keeps its old reference, values and "
    "faults.",
    "Line manager": "Whoever manages a member of the force, from one date to another.",
    "Line of enquiry": "Something to be found out in a case: why, by whom and by "
    "when, and what came of it.",
    "Live": "A warning counts, is live, until its last day: a later one is graver.",
    "Local resolution": "Settling a complaint with the complainant's consent by "
    "actions that are agreed and done. Nobody is blamed; only what would lead to no "
    "proceedings even if it were proved (Police Reform Act 2002, Schedule 3, paras 6 "
    "to 9).",
    "Log": "Take down what came in, on receipt, with the first risk assessment.",
    "Management action": "What a line manager does without proceedings: advice, "
    "guidance, an improvement plan. It is no sanction (SI 2008/2864, reg 19).",
    "Marker": "That a subject is said to have done domestic violence or the like: a "
    "policy applies then, and is gone through before the case is finalised.",
    "Member": "Someone serving with the police: officer, staff, PCSO, special, "
    "contractor.",
    "Misconduct hearing": "A panel hears a case to answer of gross misconduct; it can "
    "end in dismissal. Its time runs from the documents being supplied "
    "(SI 2008/2864; SI 2009/3069, reg 24, its twin).",
    "Misconduct meeting": "A more senior officer or manager hears a case to answer of "
    "misconduct; at most it ends in a final written warning. Its time runs "
    "from the documents being supplied (SI 2008/2864; SI 2009/3069, reg 24, its "
    "twin).",
    "Mode": "How a case that was referred is investigated: back with the force, "
    "supervised, managed or independent. It changes what the force may do, and what "
    "the IPCC sees first.",
    "No further action": "That nothing follows for an officer from an allegation.",
    "Not recording": "The decision that something is no complaint under the Act, or "
    "is dealt with already; the complainant can appeal (Police Reform Act 2002, "
    "Schedule 3, para 3).",
    "Notify": "Record the outcome letters to complainants and officers.",
    "Outcome": "An allegation against a subject, and how it stands: recommended, "
    "decided.",
    "Panel": "Who sits in a meeting or hearing; each seat asks for a rank, training "
    "or somebody from outside.",
    "Performance procedures": "The regulations on unsatisfactory performance: help to "
    "do better in three stages, and no matter of conduct (Police (Performance) "
    "Regulations 2008, general knowledge: check it).",
    "Police Appeals Tribunal": "Where an officer appeals against a hearing, soon "
    "after the written decision (Police Appeals Tribunals Rules 2008, "
    "general knowledge: check it).",
    "Police friend": "Whom an officer brings along in proceedings (general knowledge: "
    "check it).",
    "Policy log": "The decisions about how a case is investigated, each with its "
    "reasons; apart from what was done, which stands in the action log.",
    "Posting": "That a user holds a role, in a unit or force-wide, from one date to "
    "another.",
    "Priority": "In which order work is done: points for risk, severity, the next date "
    "and age, by rules that say why a case comes first.",
    "Proceedings": "A meeting, hearing, board or stage about what one officer has to "
    "answer for, from its opening to the written outcome.",
    "Proportionality check": "The inspector's dated check that a case is dealt with "
    "in proportion.",
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
    "Register": "Records with references of their own beside the cases: risks, "
    "claims, requests, items of intelligence.",
    "Regulation notice": "The notice that tells an officer what is investigated; kept "
    "as it was served.",
    "Repeat complainant": "A person of the register with so many cases in so many "
    "months, by a dated figure of the house. A fact, and no ground to refuse "
    "anything.",
    "Report": "The investigator's report, with a recommended finding for every "
    "outcome.",
    "Reserve": "What is set aside for a claim; every earlier figure is kept.",
    "Resolution at first contact": "A complaint that ends where it came in, because "
    "the complainant is content with what was offered; nothing is recorded (source "
    "002).",
    "Responsible unit": "The one unit a case is with; the ground of who may see it.",
    "Restricted": "Seen only by the people named for it, besides handler, authority "
    "and senior management.",
    "Result": "How an allegation against a subject ends, under the name of its time "
    "(substantiated until March 2010, upheld since).",
    "Return": "Send a report back to its investigator, saying what is missing.",
    "Review by an assistant commissioner": "Where an officer asked for what a full "
    "board imposed to be looked at again, until November 2008 (Police (Conduct) "
    "Regulations 2004, general knowledge: check it).",
    "Sanction": "What a forum can impose: a warning, dismissal. Some stay live for "
    "months, and change what is open while they do.",
    "Seal": "The heads of all chains at one time, in a file outside the database.",
    "Seat": "A place on the panel of a forum, with the rank and training that whoever "
    "takes it must have.",
    "Service recovery": "Putting things right at first contact: the outcome wanted, "
    "what was offered, an apology, whether they agreed, how long it took (source "
    "002).",
    "Settlement authority": "Up to what amount somebody of a rank may let a claim be "
    "settled: a dated limit in the reference data.",
    "Severity": "How grave what is alleged would be if it were proved: no misconduct, "
    "misconduct, gross misconduct since December 2008.",
    "Special case hearing": "A hearing without delay, where the evidence is there "
    "without more and the public interest asks for it, soon after "
    "the notice but not at once (SI 2008/2864, regs 41 to 43, general knowledge: "
    "check it).",
    "Special requirements": "Certified by the investigator of a complaint when "
    "something indicates an offence, or what would justify discipline: a severity "
    "assessment and a notice follow, as in a conduct matter (Police Reform Act 2002, "
    "Schedule 3, para 19A on, from December 2008).",
    "Stage meeting": "One of the three steps of the performance procedures; gross "
    "incompetence may start at the third (Police (Performance) Regulations 2008, "
    "general knowledge: check it).",
    "State": "Where a case stands between receipt and its end: received, recorded and "
    "so on. In the API it is called status.",
    "Strategy review": "A supervisor's look at how a case is investigated, at set "
    "points; never the handler's own.",
    "Sub judice": "That a case stands still, because going on would prejudice "
    "criminal proceedings. The time is kept apart, and the suspension is reviewed "
    "until the case is resumed (IPCC guidance, general knowledge: check it).",
    "Subject": "Whom a case is about: a member, somebody not identified, or the "
    "organisation.",
    "Trail": "The record of who did and read what, when and why.",
    "Withdraw": "End a case, or some of its allegations, on the complainant's signed "
    "request, which is kept with it. It may go on as conduct (SI 2004/643, general "
    "knowledge: check it).",
    "Witness": "Somebody who can say what happened, of the public or of the force, "
    "and is cared for until released.",
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
