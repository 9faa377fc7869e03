"""Reads the tables of law once, into rules.law.Law; kept until one of them changes."""

from collections import defaultdict
from dataclasses import replace

from django.db.models import F, Value
from django.db.models.functions import Coalesce

from accounts.models import User
from complaints.models.law import regimes as tables
from complaints.models.law import sanctions, texts
from complaints.rules import law as rules
from complaints.rules import regimes as rows
from organisation import stamps

_ROW = ("source", "unverified")
_CODED = ("code", "name", *_ROW)
_DATED = ("from_on", "to_on", *_ROW)
_KEPT = "law"


def load() -> rules.Law:
    """The law as it stands now, for an action or a task: one question, if unchanged."""
    return stamps.kept(_KEPT, _read, stamp=stamps.settled())


def of_request(request) -> rules.Law:
    """The law once for each request, and for an account once until it changes."""
    known = vars(request)
    if "law" not in known:
        user = getattr(request, "user", None)
        stamp = user.answered("stamp") if isinstance(user, User) else None
        known["law"] = stamps.kept(_KEPT, _read, stamp=stamp)
    return known["law"]


def of_user(user: User) -> rules.Law:
    """The law as it stood when the account was read, if it was; else as it is now."""
    stamp = user.answered("stamp")
    return load() if stamp is None else stamps.kept(_KEPT, _read, stamp=stamp)


def _read() -> rules.Law:
    parts = {
        "severities": _severities(),
        "forums": _by_regime(
            rows.Forum,
            tables.Forum.objects,
            (
                *(*_CODED, "kind", "clock", "reviewed", "means", "timing", "against"),
                *("finds", "sends_back", "appealable", "less_severe", "after"),
            ),
        ),
        "sanctions": _by_regime(
            rows.Sanction,
            sanctions.Sanction.objects,
            (
                *(*_CODED, "order", "months_live", "extendable_months"),
                *("notice_days", "ends_service", "asks"),
            ),
        ),
        "routes": _routes(),
        "penalties": _penalties(),
        "seats": _seats(),
    }
    found = tables.Regime.objects.values("field", "code", "name", *_DATED)
    return rules.Law(
        [
            rows.Regime(
                **row,
                **{name: tuple(part[row["code"]]) for name, part in parts.items()},
            )
            for row in found
        ],
        grounds=_all(rules.Ground, texts.Ground, "purpose", "code", "name", "hint"),
        letters=_all(rules.LetterText, texts.LetterText, "code", "name", "body"),
        referrals=_referrals(),
        routes=_all(
            rules.HandlingRoute,
            texts.HandlingRoute,
            *("code", "name", "means", "kinds", "consent", "appeal"),
        ),
    )


def _by_regime(made, found, names):
    """{regime: rows}, in the order in which they are shown."""
    by_regime = defaultdict(list)
    for row in found.order_by("order", "code").values("regime_id", *names):
        by_regime[row.pop("regime_id")].append(made(**row))
    return by_regime


def _severities():
    """The levels of each regime, the mildest first; the last of its breaches told."""
    found = _by_regime(rows.Severity, tables.Severity.objects, (*_CODED, "breach"))
    for levels in found.values():
        breaches = [level for level in levels if level.breach]
        if len(breaches) > 1:
            levels[levels.index(breaches[-1])] = replace(breaches[-1], gravest=True)
    return found


def _code(path):
    """The code of a row that may not be named."""
    return Coalesce(F(f"{path}__code"), Value(""))


def _of_forum(made, model, names, *, order="pk", **more):
    """{regime: rows} of what belongs to a forum."""
    found = model.objects.annotate(_regime=F("forum__regime_id"))
    found = found.order_by("forum__order", order).values(
        *names, "_regime", of_forum=F("forum__code"), **more
    )
    by_regime = defaultdict(list)
    for row in found:
        regime = row.pop("_regime")
        values = {name.removeprefix("of_"): value for name, value in row.items()}
        by_regime[regime].append(made(**values))
    return by_regime


def _routes():
    return _of_forum(
        rows.Route,
        tables.ForumRoute,
        ("to_answer", *_ROW),
        of_severity=_code("severity"),
        of_needs=_code("needs"),
    )


def _penalties():
    return _of_forum(
        rows.Penalty,
        sanctions.ForumSanction,
        _DATED,
        of_sanction=F("sanction__code"),
        of_severity=_code("severity"),
        of_needs=_code("needs"),
        of_unless=_code("unless"),
    )


def _seats():
    return _of_forum(
        rows.Seat,
        tables.Seat,
        (
            *(*_CODED, "least_rank", "senior", "senior_to_panel"),
            *("staff", "outside", "required"),
        ),
        order="order",
        of_accreditation=_code("accreditation"),
        training=Coalesce(F("accreditation__name"), Value("")),
    )


def _all(made, model, *names):
    found = model.objects.order_by("pk").values(*names, *_DATED)
    return [made(**row) for row in found]


def _referrals():
    found = texts.CategoryReferral.objects.order_by("pk").values(
        "duty", "ground", *_DATED, code=F("category__code")
    )
    return [rules.CategoryReferral(category=row.pop("code"), **row) for row in found]
