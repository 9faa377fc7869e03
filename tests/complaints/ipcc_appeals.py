"""How tests lodge and decide appeals to the IPCC, and what the case then waits for."""

from complaints import actions, rules
from complaints.actions.ending import closing_facts
from tests.complaints.handled import again, inspector
from tests.complaints.verbs import NOW

TODAY = NOW.date()


def lodge(case, *, received_on=TODAY, kind="investigation", **more):
    ground = {
        "investigation": "findings",
        "resolution": "process",
        "recording": "not-recorded",
    }[kind]
    return actions.lodge_appeal(
        **{
            "case": again(case),
            "by": inspector(case),
            "at": NOW,
            "version": again(case).version,
            "kind": kind,
            "complainant": case.complainants.first(),
            "received_on": received_on,
            "grounds": [ground],
            "reasons": "Nobody asked my sister.",
            **more,
        }
    )


def decide(case, outcome="upheld", **more):
    appeal = case.appeals.order_by("-number").first()
    return actions.decide_appeal(
        **{
            "case": again(case),
            "by": inspector(case),
            "at": NOW,
            "version": again(case).version,
            "number": appeal.number,
            "outcome": outcome,
            "decided_on": TODAY,
            "outcome_reasons": "As the IPCC wrote.",
            **more,
        }
    )


def waits_for(case):
    items = rules.before_finalising(closing_facts(again(case), on=TODAY), today=TODAY)
    return rules.waits_for(items)
