"""The addresses of this room."""

from django.urls import path

from meetings.views import days, feeds, guest, meetings, outcomes, plans, replies, wishes

app_name = "meetings"
urlpatterns = [
    path("moten/", meetings.meeting_list, name="meetings"),
    path("moten/<int:pk>/", meetings.meeting_page, name="meeting"),
    path("moten/<int:pk>/kalender.ics", meetings.calendar, name="calendar"),
    path("moten/<int:pk>/flytta/", meetings.move, name="move"),
    path("moten/<int:pk>/avboka/", meetings.cancel, name="cancel"),
    path("moten/<int:pk>/utfall/", outcomes.outcome, name="outcome"),
    path("moten/<int:pk>/anteckningar/", outcomes.notes, name="notes"),
    path("moten/<int:pk>/hanvisning/", outcomes.reference, name="reference"),
    path("svara/<str:token>/moten/<int:pk>/", outcomes.portal_outcome, name="portal_outcome"),
    path("moten/kalender/", feeds.my_calendar, name="my_calendar"),
    path("moten/kalender/ny/", feeds.my_calendar_new, name="my_calendar_new"),
    path("moten/kalender/stang/", feeds.my_calendar_end, name="my_calendar_end"),
    path("svara/<str:token>/kalender/", feeds.portal_calendar, name="portal_calendar"),
    path("svara/<str:token>/kalender/ny/", feeds.portal_calendar_new, name="portal_calendar_new"),
    path("svara/<str:token>/kalender/stang/", feeds.portal_calendar_end, name="portal_calendar_end"),
    path("kalender/<str:token>/moten.ics", feeds.feed, name="feed"),
    path("moten/boka/<int:pk>/", meetings.book, name="book"),
    path("moten/matchdagar/", days.day_list, name="days"),
    path("moten/matchdagar/ny/", days.day_new, name="day_new"),
    path("moten/matchdagar/<int:pk>/", days.day_page, name="day"),
    path("moten/matchdagar/<int:pk>/andra/", days.day_change, name="day_change"),
    path("moten/matchdagar/<int:pk>/oppna/", days.day_open, name="day_open"),
    path("moten/matchdagar/<int:pk>/avsluta/", days.day_finish, name="day_finish"),
    path("moten/matchdagar/<int:pk>/stall-in/", days.day_cancel, name="day_cancel"),
    path("moten/matchdagar/<int:pk>/boka/", days.day_book, name="day_book"),
    path("moten/matchdagar/<int:pk>/plan/", plans.plan, name="plan"),
    path("moten/matchdagar/<int:pk>/plan/gor/", plans.plan_want, name="plan_want"),
    path("moten/matchdagar/<int:pk>/plan/nojd/", plans.plan_stop, name="plan_stop"),
    path("moten/matchdagar/<int:pk>/plan/framsteg/", plans.plan_progress, name="plan_progress"),
    path("moten/matchdagar/<int:pk>/plan/publicera/", plans.plan_publish, name="plan_publish"),
    path("moten/matchdagar/<int:pk>/plan/<int:planned>/las/", plans.planned_pin, name="planned_pin"),
    path("moten/matchdagar/<int:pk>/plan/<int:planned>/ta-bort/", plans.planned_remove, name="planned_remove"),
    path("moten/matchdagar/<int:pk>/be-om-onskemal/", replies.day_ask, name="day_ask"),
    path("moten/matchdagar/<int:pk>/svar/", replies.day_replies, name="day_replies"),
    path("moten/matchdagar/<int:pk>/paminn/", replies.day_remind, name="day_remind"),
    path("moten/matchdagar/<int:pk>/onskemal/", wishes.wishes, name="wishes"),
    path("moten/matchdagar/<int:pk>/onskemal/tider/", wishes.times, name="times"),
    path("moten/matchdagar/<int:pk>/onskemal/<int:key>/", wishes.wish, name="wish"),
    path("moten/matchdagar/<int:pk>/onskemal/<int:key>/<str:level>/", wishes.wish_set, name="wish_set"),
    # The startup's page across challenges
    path("startup/<str:token>/", guest.guest, name="guest"),
    path("startup/<str:token>/<int:pk>/", guest.guest_wishes, name="guest_wishes"),
    path("startup/<str:token>/<int:pk>/tider/", guest.guest_times, name="guest_times"),
    path("startup/<str:token>/<int:pk>/<int:key>/", guest.guest_wish, name="guest_wish"),
    path("startup/<str:token>/<int:pk>/<int:key>/<str:level>/", guest.guest_wish_set, name="guest_wish_set"),
]
