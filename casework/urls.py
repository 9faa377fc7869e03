"""Addresses of what every kind of case shares."""

from django.urls import path

from casework.views import drafts, jobs, notifications, trail

app_name = "casework"
urlpatterns = [
    path("jobs/", jobs.job_list, name="jobs"),
    path("jobs/<int:number>/", jobs.job_detail, name="job"),
    path("notifications/", notifications.notification_list, name="notifications"),
    path("notifications/read/", notifications.mark_all_read, name="notifications-read"),
    path(
        "notifications/<int:number>/",
        notifications.open_notification,
        name="notification-open",
    ),
    path("drafts/", drafts.save, name="draft-save"),
    path("drafts/discard/", drafts.discard, name="draft-discard"),
    path("drafts/words/", drafts.words, name="draft-words"),
    path("drafts/words/forget/", drafts.forget_words, name="draft-words-forget"),
    path("trail/", trail.trail_list, name="trail"),
    path("trail/export/", trail.trail_export, name="trail-export"),
]
