"""Several tables made by one operation of a migration."""

from django.db import models
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState

from history.tables import CreateModels


def table(name: str, **relations: models.Field) -> CreateModel:
    return CreateModel(name, [("id", models.BigAutoField(primary_key=True)), *relations.items()])


def test_models_that_name_each_other_are_drawn_up_together():
    state = ProjectState()
    assert state.apps.all_models["history"] == {}
    seconds = models.ManyToManyField("history.Second", through="history.Between")
    first = models.ForeignKey("history.First", on_delete=models.CASCADE)
    second = models.ForeignKey("history.Second", on_delete=models.CASCADE)
    tables = [table("Second"), table("First", seconds=seconds), table("Between", first=first, second=second)]
    CreateModels(tables).state_forwards("history", state)
    assert "apps" not in vars(state)
    assert state.apps.get_model("history", "First").seconds.through is state.apps.get_model("history", "Between")
