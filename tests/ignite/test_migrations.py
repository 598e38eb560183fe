"""A database made by the migrations that one has replaced goes on, or says why it cannot."""

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db

applied = MigrationRecorder.Migration.objects


def test_a_database_with_all_replaced_migrations_has_nothing_to_do(capsys):
    applied.filter(name="0001_tables").delete()
    call_command("migrate")
    assert "No migrations to apply." in capsys.readouterr().out
    assert applied.filter(app="meetings", name="0001_tables").exists()


@pytest.mark.parametrize(("room", "last"), [("meetings", "0017_questionnaires"), ("accounts", "0004_single_meetings")])
def test_a_database_that_lacks_a_replaced_migration_is_told_which(room, last):
    applied.filter(app=room, name__in=["0001_tables", last]).delete()
    with pytest.raises(CommandError, match=rf"lacks migrations that {room}\.0001_tables has replaced: {last}\."):
        call_command("migrate", skip_checks=False)


def test_an_empty_database_lacks_none():
    applied.all().delete()
    call_command("check", databases=["default"])
