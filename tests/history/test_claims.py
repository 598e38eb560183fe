"""A row that is work for a worker: taken by one, for a while, tried again and given up, found by the sweep."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from history.claims import BrokenOff, ClaimableModel, Lost, attempt, claimable_models, nudge
from history.tasks import sweep
from imports.models import ImportFile
from post.models import Letter, LetterState
from reports.models import Report
from reports.states import ReportState
from tests import factories
from tests.broker import nudges

CLAIMABLE = list(claimable_models())


@pytest.fixture
def report(organisation, chief, leader) -> Report:
    day = timezone.localdate()
    group = factories.a_group(organisation, leader)
    return Report.objects.create(
        organisation=organisation,
        group=group,
        title="Behov och piloter",
        period_from=day,
        period_to=day,
        ordered_by=chief,
    )


def a_letter(to: str = "ulla@exempel.example", **fields: Any) -> Letter:
    return Letter.objects.create(to=to, subject="Hej", text="Hej.\n", **fields)


def let_the_lease_run_out(row: ClaimableModel) -> None:
    rows(row).update(due_at=timezone.now() - timedelta(seconds=1))


def rows(row: ClaimableModel) -> Any:
    return type(row)._base_manager.filter(pk=row.pk)


def meanwhile(do: Callable[[], Any]) -> Any:
    """What `do` answers in another thread, with a connection of its own to the database."""
    answers: list[Any] = []

    def work() -> None:
        try:
            answers.append(do())
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(timeout=20)
    assert answers, "it waits for somebody"
    return answers[0]


# --- What a claimable model says of itself ------------------------------------------------------------------------
def test_letters_files_and_reports_are_claimed_in_one_way():
    assert {Letter, ImportFile, Report} <= set(CLAIMABLE)


@pytest.mark.parametrize("model", CLAIMABLE)
def test_its_task_is_one_that_a_worker_knows(model):
    assert import_string(model.TASK).name == model.TASK


@pytest.mark.parametrize("model", [model for model in CLAIMABLE if "state" in model.IN_HAND])
def test_its_table_of_states_allows_the_claim_that_passes_by_move(model):
    ((_lookup, unfinished),) = model.TO_DO.children
    assert model.IN_HAND["state"] in unfinished
    assert [s for s in unfinished if model.IN_HAND["state"] not in model.TRANSITIONS[s]] == []


@pytest.mark.parametrize("model", CLAIMABLE)
def test_what_is_due_is_found_by_an_index_that_holds_nothing_else(db, model):
    (index,) = [index for index in model._meta.indexes if index.fields[0] == "due_at"]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert index.name in model._default_manager.due().explain()


# --- The claim ----------------------------------------------------------------------------------------------------
def test_a_claimed_row_is_in_hand_for_the_time_of_a_lease(report):
    began = timezone.now()
    claimed = Report.objects.claim(report.pk)
    assert (claimed.state, claimed.attempts) == (ReportState.BEING_MADE, 1)
    assert began + Report.LEASE <= claimed.due_at <= timezone.now() + Report.LEASE


def test_another_worker_cannot_take_it_during_the_lease_and_can_after(report):
    first = Report.objects.claim(report.pk)
    rows(report).update(due_at=timezone.now() + timedelta(seconds=5))
    assert Report.objects.claim(report.pk) is None
    let_the_lease_run_out(report)
    second = Report.objects.claim(report.pk)
    assert (first.attempts, second.attempts) == (1, 2)


def test_what_is_done_or_gone_or_pausing_is_not_claimed(report):
    rows(report).update(due_at=timezone.now() + timedelta(minutes=1))
    assert Report.objects.claim(report.pk) is None
    rows(report).update(due_at=timezone.now(), state=ReportState.FAILED)
    assert Report.objects.claim(report.pk) is None
    assert Report.objects.claim(987_654) is None
    report.refresh_from_db()
    assert report.attempts == 0


def test_only_the_row_that_is_asked_for_is_claimed(db):
    wanted, other = a_letter(), a_letter()
    Letter.objects.claim(wanted.pk)
    other.refresh_from_db()
    assert other.attempts == 0


def test_a_claim_is_no_deed_and_leaves_no_history(report):
    Report.objects.claim(report.pk)
    assert report.history == []


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_at_once_exactly_one_gets_each_row():
    letters = [a_letter() for _ in range(20)]
    together = threading.Barrier(6)
    claimed: list[int] = []

    def worker() -> None:
        together.wait()
        claimed.extend(letter.pk for letter in letters if Letter.objects.claim(letter.pk))
        connection.close()

    threads = [threading.Thread(target=worker) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(claimed) == [letter.pk for letter in letters]
    assert set(Letter.objects.values_list("attempts", flat=True)) == {1}


@pytest.mark.django_db(transaction=True)
def test_whoever_holds_a_row_is_left_alone_and_nobody_waits_for_it(report):
    claimed = Report.objects.claim(report.pk)
    let_the_lease_run_out(report)
    letter = a_letter()
    with transaction.atomic():
        claimed.hold()
        assert meanwhile(lambda: Report.objects.claim(report.pk)) is None
        assert meanwhile(lambda: Letter.objects.claim(letter.pk)) == letter
    assert meanwhile(lambda: Report.objects.claim(report.pk)) == report


@pytest.mark.django_db(transaction=True)
def test_whoever_only_points_at_a_row_does_not_keep_workers_from_it(report):
    with transaction.atomic(), connection.cursor() as cursor:
        # What PostgreSQL takes when another table's row is to name this one.
        cursor.execute("SELECT 1 FROM reports_report WHERE id = %s FOR KEY SHARE", [report.pk])
        assert meanwhile(lambda: Report.objects.claim(report.pk)) == report


# --- The worker and its row ---------------------------------------------------------------------------------------
def test_a_worker_renews_its_lease_and_says_how_far_it_has_come(report):
    claimed = Report.objects.claim(report.pk)
    let_the_lease_run_out(report)
    claimed.renew_lease(progress=40)
    report.refresh_from_db()
    assert report.progress == 40
    assert report.due_at == claimed.due_at > timezone.now() + Report.LEASE / 2
    assert Report.objects.claim(report.pk) is None


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_takes_long_keeps_its_row(report, monkeypatch):
    monkeypatch.setattr(Report, "LEASE", timedelta(seconds=0.3))

    def take_long(_row: Report) -> list[Report | None]:
        time.sleep(0.8)
        return [meanwhile(lambda: Report.objects.claim(report.pk))]

    assert attempt(Report.objects.claim(report.pk), take_long, failed=lambda *_: None) == [None]
    time.sleep(0.4)
    assert Report.objects.claim(report.pk).attempts == 2, "nobody renews what nobody is at"


def test_a_report_whose_worker_dies_is_taken_up_by_another_within_forty_seconds(settings):
    sweep = settings.CELERY_BEAT_SCHEDULE["claims"]["schedule"]
    assert Report.LEASE.total_seconds() + sweep <= 35


@pytest.mark.parametrize(
    "what",
    [lambda mine: mine.change(progress=99), lambda mine: mine.renew_lease(progress=99), lambda mine: mine.hold()],
)
@pytest.mark.parametrize("overtaken", ["by another worker", "by a new beginning", "by the end"])
def test_a_worker_that_lost_its_row_changes_nothing(report, what, overtaken):
    mine = Report.objects.claim(report.pk)
    let_the_lease_run_out(report)
    if overtaken == "by another worker":
        Report.objects.claim(report.pk)
    elif overtaken == "by a new beginning":
        rows(report).update(state=ReportState.ORDERED, **Report.anew())
    else:
        rows(report).update(state=ReportState.FAILED)
    before = rows(report).values().get()
    with transaction.atomic(), pytest.raises(Lost):
        what(mine)
    assert rows(report).values().get() == before
    assert mine.progress == 0


def test_the_last_attempt_is_the_one_with_none_left(report):
    left = []
    for _ in range(Report.MAX_ATTEMPTS):
        left.append(Report.objects.claim(report.pk).has_attempts_left)
        let_the_lease_run_out(report)
    assert left == [True] * (Report.MAX_ATTEMPTS - 1) + [False]


def test_anew_is_from_the_beginning_and_at_once(report):
    Report.objects.claim(report.pk)
    rows(report).update(**Report.anew())
    assert Report.objects.claim(report.pk).attempts == 1


# --- An attempt ---------------------------------------------------------------------------------------------------
def failures_of(row: ClaimableModel | None, do: Callable[[Any], None]) -> list[tuple[Any, str]]:
    found: list[tuple[Any, str]] = []
    attempt(row, do, failed=lambda row, reason: found.append((row, repr(reason))))
    return found


def raise_(reason: Exception) -> Callable[[Any], None]:
    def do(_row: Any) -> None:
        raise reason

    return do


def test_an_attempt_does_what_is_to_be_done_with_the_row(report):
    claimed, done = Report.objects.claim(report.pk), []
    assert failures_of(claimed, done.append) == []
    assert done == [claimed]


def test_nothing_is_done_with_a_row_that_could_not_be_claimed():
    assert failures_of(None, raise_(ValueError("never"))) == []


def test_what_goes_wrong_is_answered_and_logged(report, caplog):
    claimed = Report.objects.claim(report.pk)
    assert failures_of(claimed, raise_(ValueError("no"))) == [(claimed, "ValueError('no')")]
    assert f"reports.Report {report.pk}: attempt 1 failed" in caplog.text
    assert "ValueError: no" in caplog.text


def test_a_row_that_was_lost_on_the_way_has_not_failed(report):
    assert failures_of(Report.objects.claim(report.pk), raise_(Lost())) == []


def test_a_row_that_was_lost_before_its_failure_could_be_told_is_left_alone(report):
    attempt(Report.objects.claim(report.pk), raise_(ValueError()), failed=lambda *_: raise_(Lost())(None))


def test_a_row_over_which_workers_died_is_not_tried_once_more(report):
    done: list[Any] = []
    for _ in range(Report.MAX_ATTEMPTS):
        claimed = Report.objects.claim(report.pk)
        let_the_lease_run_out(report)
    assert failures_of(claimed, done.append) == []
    assert done == [claimed]
    ((_row, reason),) = failures_of(Report.objects.claim(report.pk), done.append)
    assert reason == repr(BrokenOff("Arbetet avbröts varje gång innan det blev klart."))
    assert done == [claimed]


# --- Nudge and sweep ----------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_a_nudge_is_given_when_the_row_is_there_for_others():
    with transaction.atomic():
        nudge("post.tasks.deliver", 987_001)
        assert nudges("post.tasks.deliver", 987_001) == 0
    assert nudges("post.tasks.deliver", 987_001) == 1


@pytest.mark.django_db(transaction=True)
def test_no_nudge_is_given_for_a_row_that_never_was():
    with transaction.atomic():
        nudge("post.tasks.deliver", 987_002)
        transaction.set_rollback(True)
    assert nudges("post.tasks.deliver", 987_002) == 0


@pytest.mark.django_db(transaction=True)
def test_a_nudge_that_cannot_be_given_disturbs_nobody(caplog):
    with transaction.atomic():
        letter = a_letter()
        nudge("post.tasks.deliver", object())  # the broker's messages cannot hold it
        nudge("post.tasks.deliver", 987_003)
    assert "not JSON serializable" in caplog.text
    assert Letter.objects.get() == letter
    assert nudges("post.tasks.deliver", 987_003) == 1


def test_the_sweep_does_what_is_due_in_every_room_and_nothing_else(report, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    due, pausing = a_letter(), a_letter(due_at=timezone.now() + timedelta(minutes=1))
    sweep()
    for row in (report, due, pausing):
        row.refresh_from_db()
    assert (report.state, due.state, pausing.state) == ("ready", "sent", "waiting")
    assert (report.attempts, due.attempts, pausing.attempts) == (1, 1, 0)


def test_the_sweep_begins_with_what_has_waited_longest(db):
    now = timezone.now()
    for minutes in (2, 9, 5):
        a_letter(f"m{minutes}@exempel.example", due_at=now - timedelta(minutes=minutes))
    sweep()
    assert [letter.to[0] for letter in mail.outbox] == [f"m{n}@exempel.example" for n in (9, 5, 2)]


@pytest.mark.django_db(transaction=True)
def test_one_row_that_cannot_even_be_put_back_does_not_stop_the_sweep():
    now = timezone.now()
    a_letter(attachment="finns/inte.pdf", due_at=now - timedelta(minutes=1))
    a_letter(due_at=now)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE post_letter ADD CONSTRAINT no_errors CHECK (last_error = '')")
        try:
            sweep()
        finally:
            cursor.execute("ALTER TABLE post_letter DROP CONSTRAINT no_errors")
    assert list(Letter.objects.order_by("pk").values_list("state", "attempts")) == [
        (LetterState.WAITING, 1),
        (LetterState.SENT, 1),
    ]
