"""The addresses of this room."""

from django.urls import path

from pilots.views import charters, decisions, obstacles, pilots, running

app_name = "pilots"
urlpatterns = [
    path("piloter/", pilots.pilot_list, name="pilots"),
    path("piloter/ny/<int:pk>/", charters.pilot_new, name="pilot_new"),
    path("piloter/<int:pk>/", pilots.pilot_page, name="pilot"),
    path("piloter/<int:pk>/andra/", charters.pilot_change, name="pilot_change"),
    path("piloter/<int:pk>/personer/", charters.pilot_people, name="pilot_people"),
    path("piloter/<int:pk>/starta/", charters.pilot_start, name="pilot_start"),
    path("piloter/<int:pk>/lagg-ned/", charters.pilot_abandon, name="pilot_abandon"),
    path("piloter/<int:pk>/ta-upp/", charters.pilot_resume, name="pilot_resume"),
    path("piloter/<int:pk>/budget/", charters.pilot_budget, name="pilot_budget"),
    path("piloter/<int:pk>/avstamning/", running.check_in_new, name="check_in"),
    path("piloter/<int:pk>/kostnad/", running.cost_new, name="cost"),
    path("piloter/<int:pk>/resultat/", running.results, name="results"),
    path("piloter/<int:pk>/hinder/", obstacles.obstacle_new, name="obstacle_new"),
    path("piloter/<int:pk>/beslut/", decisions.pilot_decide, name="decide"),
    path("piloter/<int:pk>/lardom/", decisions.lesson_new, name="lesson_new"),
    path("piloter/avstamningar/<int:pk>/angra/", running.check_in_undo, name="check_in_undo"),
    path("piloter/kostnader/<int:pk>/angra/", running.cost_undo, name="cost_undo"),
    path("piloter/hinder/", obstacles.obstacle_list, name="obstacles"),
    path("piloter/hinder/<int:pk>/undanroj/", obstacles.obstacle_resolve, name="obstacle_resolve"),
    path("piloter/hinder/<int:pk>/ta-upp/", obstacles.obstacle_reopen, name="obstacle_reopen"),
    path("lardomar/", decisions.lesson_list, name="lessons"),
    path("lardomar/av-svar/<int:pk>/", decisions.lesson_of_answer, name="lesson_of_answer"),
    path("lardomar/<int:pk>/", decisions.lesson_page, name="lesson"),
    path("lardomar/<int:pk>/andra/", decisions.lesson_change, name="lesson_change"),
]
