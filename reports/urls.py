"""The addresses of this room."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("rapporter/", views.report_list, name="reports"),
    path("rapporter/bestall/", views.report_new, name="report_new"),
    path("rapporter/<int:pk>/", views.report_page, name="report"),
    path("rapporter/<int:pk>/pdf/", views.report_file, name="report_file"),
    path("rapporter/<int:pk>/forsok-igen/", views.report_again, name="report_again"),
    path("ledningsgrupper/", views.group_list, name="groups"),
    path("ledningsgrupper/ny/", views.group_new, name="group_new"),
    path("ledningsgrupper/<int:pk>/", views.group_page, name="group"),
    path("ledningsgrupper/<int:pk>/andra/", views.group_change, name="group_change"),
]
