"""Staff-entered intake, in steps, each kept as a draft until the case is logged."""

from django.urls import path, re_path

from complaints.views.intake import beginning, finishing, telling

_STEPS = (
    ("", beginning.IntakeResume, "new-resume"),
    ("start/", beginning.IntakeStart, "new-start"),
    ("discard/", beginning.IntakeDiscard, "new-discard"),
    ("said/", telling.IntakeSaid, "new-said"),
    ("people/", finishing.IntakePeople, "new-people"),
    ("people/<int:number>/", telling.IntakePerson, "new-person"),
    ("people/<int:number>/match/", telling.IntakeMatch, "new-match"),
    ("people/<int:number>/for/", telling.IntakeActsFor, "new-acts-for"),
    (
        "people/<int:number>/characteristics/",
        telling.IntakeCharacteristics,
        "new-characteristics",
    ),
    ("subjects/", finishing.IntakeSubjects, "new-subjects"),
    ("subjects/<int:number>/", telling.IntakeSubject, "new-subject"),
    ("subjects/<int:number>/member/", telling.IntakeMember, "new-member"),
    ("risk/", telling.IntakeRisk, "new-risk"),
    ("alike/", telling.IntakeAlike, "new-alike"),
    ("log/", finishing.IntakeLog, "log"),
)
intake_urls = [
    path("new/", beginning.IntakeNew.as_view(), name="new"),
    path("new/quick/", beginning.IntakeQuick.as_view(), name="new-quick"),
    *(
        path(f"new/<slug:key>/{rest}", page.as_view(), name=name)
        for rest, page, name in _STEPS
    ),
    re_path(
        r"^new/(?P<key>[-\w]+)/(?P<kind>people|subjects)/(?P<number>[0-9]{1,3})/remove/$",
        telling.IntakeRemove.as_view(),
        name="new-remove",
    ),
    path("<str:slug>/logged/", finishing.logged, name="logged"),
]
# Steps whose words are kept while they are typed.
intake_drafts = ["new-quick", *(name for rest, page, name in _STEPS if rest)]
