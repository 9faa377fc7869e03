"""The help: what Candour is for, each role's day, the words, how to find things."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import ROLES
from desk.glossary import ASKED, WORDS
from desk.queues import ORDER

_WHOLE_FORCE = "Filters and the export answer most questions about the whole force."
_READS = "Decide conflicts and who may read a restricted case, and read the trail."
# What whoever holds a role does with these pages; what it is for, the role says itself.
ADVICE = {
    "cst-officer": "Press “Log a case” while you listen: the form follows the talk and "
    "can be left and taken up again. Send the letters when a case is determined.",
    "cst-manager": "Check what others recorded, finalise what is done, and import "
    "older records under Cases.",
    "team-inspector": "Assess each checked case, then allocate it. “Who has how much” "
    "shows the open cases of each handler; somebody without current training can be "
    "chosen for a reason.",
    "investigator": "Your home page shows what is with you. Start, keep notes, tasks "
    "and documents in the case, and submit a report with a recommendation for every "
    "outcome.",
    "appropriate-authority": "Read the report, then determine every outcome at once, "
    "with reasons where you depart from what was recommended. You are refused, and "
    "told why, in a case that you handled, investigated or supervised; “Do next” "
    "leaves such cases out.",
    "misconduct-office": _WHOLE_FORCE,
    "support-officer": "“Advice” shows what was asked of your unit. A case that you "
    "were asked about is with you until you answer.",
    "hearings-office": _WHOLE_FORCE,
    "pau-analyst": _WHOLE_FORCE,
    "learning-manager": _WHOLE_FORCE,
    "pssp-officer": _WHOLE_FORCE,
    "review-officer": _WHOLE_FORCE,
    "claims-officer": _WHOLE_FORCE,
    "command": _READS,
    "director": _READS,
    "intelligence-officer": "Search and read the whole force's cases; each reading of "
    "a person's details is recorded.",
    "champion": "You see your borough's cases and no others. Log, record and allocate "
    "there; “Who has how much” shows the open cases of each handler.",
    "local-manager": "Your home page shows what is with you: start it, report on it, "
    "and write the letters when it is determined.",
    "commander": "Follow your borough's cases by their state and clock.",
    "business-owner": "What is sent to you shows on your home page, under New.",
    "mpa-member": "Filter the list of cases by unit, category and date, and open one "
    "for its allegations and results.",
    "mpa-officer": "Ask on the People page of a case to see who somebody is; the force "
    "can read your reason.",
    "system-administrator": "Keep accounts, roles and reference data, watch background "
    "work and read the trail.",
}


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    context = {
        "roles": [(role, ADVICE.get(role.slug, "")) for role in ROLES.values()],
        "order": ORDER,
        "asked": [(word, WORDS[word]) for word in ASKED],
        "other_words": [each for each in WORDS.items() if each[0] not in ASKED],
    }
    return render(request, "desk/help.html", context)
