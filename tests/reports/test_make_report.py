"""Making a report: claimed once, made once, mailed once; tried again when something goes wrong."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import User
from history.claims import Lost
from history.tasks import sweep
from post.models import Letter
from printing.rendering import PDF, render
from reports import actions, tasks
from reports.actions import finish, give_up, make_report, put_back, try_again
from reports.models import ManagementGroup, Report
from reports.pdf import edition_as_pdf, html_of
from tests.reports.conftest import Quarter, a_report


def stored_files() -> list[str]:
    found, waiting = [], [""]
    while waiting:
        folder = waiting.pop()
        if not default_storage.exists(folder):
            continue
        folders, files = default_storage.listdir(folder)
        found += [f"{folder}/{name}" for name in files]
        waiting += [f"{folder}/{name}".lstrip("/") for name in folders]
    return found


def claimed(report: Report) -> Report:
    found = Report.objects.claim(report.pk)
    assert found is not None
    return found


def let_the_lease_run_out(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(due_at=timezone.now() - timedelta(seconds=1))


def test_a_made_report_is_a_frozen_edition_with_its_file(quarter: Quarter, report: Report) -> None:
    tasks.make(report.pk)
    report.refresh_from_db()
    assert (report.state, report.progress, report.attempts) == ("ready", 100, 1)
    content = report.file.read()
    assert content.startswith(b"%PDF-1.7")
    assert report.sha256 == hashlib.sha256(content).hexdigest()
    assert report.page_count >= 2
    assert report.contents["figures"]["needs"] == 4
    assert set(report.pilots.all()) == {quarter.scaled, quarter.ended, quarter.running}
    assert report.history[0].sentence == "Gjorde rapporten klar"


def test_the_edition_does_not_change_with_the_records(quarter: Quarter, report: Report) -> None:
    tasks.make(report.pk)
    type(quarter.running).objects.filter(pk=quarter.running.pk).update(title="Omdöpt")
    report.refresh_from_db()
    assert "Tolk i mobilen" in [pilot["title"] for pilot in report.contents["pilots"]]


def test_a_task_that_runs_again_does_nothing(quarter: Quarter, report: Report) -> None:
    tasks.make(report.pk)
    letters, files = Letter.objects.count(), stored_files()
    tasks.make(report.pk)
    sweep()
    report.refresh_from_db()
    assert report.attempts == 1
    assert Letter.objects.count() == letters
    assert stored_files() == files


def test_of_two_workers_one_gets_the_report(report: Report) -> None:
    assert Report.objects.claim(report.pk) is not None
    assert Report.objects.claim(report.pk) is None


def test_a_report_whose_worker_died_is_another_workers_after_the_lease(report: Report) -> None:
    claimed(report)
    assert not Report.objects.due().exists()
    let_the_lease_run_out(report)
    again = claimed(report)
    assert again.attempts == 2
    assert again.due_at > timezone.now() + Report.LEASE / 2


def test_the_worker_that_lost_its_lease_cannot_finish(quarter: Quarter, report: Report) -> None:
    first = claimed(report)
    let_the_lease_run_out(report)
    second = claimed(report)
    contents = actions.snapshot(second)
    pdf = edition_as_pdf(contents, "sv")
    with pytest.raises(Lost):
        finish(first, contents=contents, pdf=pdf)
    finish(second, contents=contents, pdf=pdf)
    with pytest.raises(Lost):
        finish(first, contents=contents, pdf=pdf)
    assert len(stored_files()) == 1
    assert Letter.objects.count() == 2


def test_a_file_whose_report_was_taken_over_at_the_last_moment_is_removed(
    quarter: Quarter, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = claimed(report)
    contents = actions.snapshot(first)
    pdf = edition_as_pdf(contents, "sv")
    # What another worker would do between the file and the row.
    hold = Report.hold

    def overtaken(report: Report) -> None:
        let_the_lease_run_out(report)
        claimed(report)
        hold(report)

    monkeypatch.setattr(Report, "hold", overtaken)
    with pytest.raises(Lost):
        finish(first, contents=contents, pdf=pdf)
    assert stored_files() == []


def test_what_a_killed_worker_left_goes_when_the_report_is_ready(
    quarter: Quarter, group: ManagementGroup, report: Report, chief: User
) -> None:
    other = a_report(group, chief, edition=2)
    tasks.make(other.pk)
    other.refresh_from_db()
    for _attempt in range(2):
        default_storage.save(actions._place(claimed(report)), ContentFile(b"half a file"))
        let_the_lease_run_out(report)
    sweep()
    report.refresh_from_db()
    assert (report.state, report.attempts) == ("ready", 3)
    assert sorted(stored_files()) == sorted([report.file.name, other.file.name])
    assert hashlib.sha256(report.file.read()).hexdigest() == report.sha256


def test_everybody_in_the_group_hears_once(quarter: Quarter, report: Report, leader: User) -> None:
    report.group.addresses = ["namnd@exempel.example", leader.email.upper()]
    report.group.save()
    tasks.make(report.pk)
    report.refresh_from_db()
    assert sorted(Letter.objects.values_list("to", flat=True)) == sorted([leader.email, "namnd@exempel.example"])
    for letter in Letter.objects.all():
        assert letter.subject == "Behov och piloter: rapport till Förvaltningsledningen"
        assert letter.attachment == report.file.name
        assert letter.attachment_name.endswith(".pdf")
        assert "– Godkänn driften" in letter.text
        assert (report.get_absolute_url() in letter.text) == (letter.to == leader.email)


def test_somebody_who_has_left_the_organisation_hears_nothing(report: Report, leader: User) -> None:
    leader.membership_set.all().delete()
    tasks.make(report.pk)
    assert list(Letter.objects.values_list("to", flat=True)) == ["namnd@exempel.example"]


def test_a_new_edition_says_in_the_letter_which_one_it_replaces(group: ManagementGroup, chief: User) -> None:
    report = a_report(group, chief, edition=2)
    tasks.make(report.pk)
    assert "Den ersätter utgåva 1." in Letter.objects.all()[0].text


def starve_the_renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves the child so little memory that it really cannot draw anything."""

    def starving(contents: Any, language: str) -> PDF:
        return render(html_of(contents, language), memory=64 * 1024 * 1024)

    monkeypatch.setattr(actions, "edition_as_pdf", starving)


def test_an_attempt_that_fails_is_tried_again_later_and_says_why(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    starve_the_renderer(monkeypatch)
    tasks.make(report.pk)
    report.refresh_from_db()
    assert (report.state, report.attempts) == ("ordered", 1)
    assert report.failure == "Det gick inte att rita sidorna. Underlaget kan vara för stort."
    assert report.due_at > timezone.now()
    assert not Letter.objects.exists()
    monkeypatch.undo()
    let_the_lease_run_out(report)
    sweep()
    report.refresh_from_db()
    assert (report.state, report.failure) == ("ready", "")


@pytest.mark.parametrize(("come_to_nothing", "state"), [(put_back, "ordered"), (give_up, "failed")])
def test_an_attempt_that_came_to_nothing_leaves_no_progress(report: Report, come_to_nothing: Any, state: str) -> None:
    making = claimed(report)
    making.renew_lease(progress=60)
    come_to_nothing(making, reason=actions.NOT_STORED)
    report.refresh_from_db()
    assert (report.state, report.progress, report.failure) == (state, 0, "Det gick inte att spara filen.")


def test_after_the_last_attempt_the_one_who_ordered_is_told(
    report: Report, chief: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    starve_the_renderer(monkeypatch)
    for _attempt in range(Report.MAX_ATTEMPTS + 1):
        let_the_lease_run_out(report)
        tasks.make(report.pk)
    report.refresh_from_db()
    assert (report.state, report.attempts) == ("failed", Report.MAX_ATTEMPTS)
    letter = Letter.objects.get()
    assert letter.to == chief.email
    assert "Det gick inte att rita sidorna." in letter.text


def test_a_report_that_kills_its_workers_is_not_offered_for_ever(report: Report) -> None:
    for _attempt in range(Report.MAX_ATTEMPTS):
        claimed(report)
        let_the_lease_run_out(report)
    sweep()
    report.refresh_from_db()
    assert report.state == "failed"
    assert report.failure == "Arbetet avbröts innan rapporten var klar."


def test_a_failed_report_can_be_tried_again_from_the_beginning(quarter: Quarter, report: Report, chief: User) -> None:
    give_up(claimed(report), reason=actions.NOT_DRAWN)
    report.refresh_from_db()
    try_again(report, by=chief)
    assert (report.state, report.attempts, report.failure) == ("ordered", 0, "")
    make_report(report.pk)
    report.refresh_from_db()
    assert report.state == "ready"


def test_a_worker_that_lost_its_lease_cannot_put_the_report_back(report: Report) -> None:
    first = claimed(report)
    let_the_lease_run_out(report)
    claimed(report)
    with pytest.raises(Lost):
        put_back(first, reason=actions.NOT_DRAWN)
    report.refresh_from_db()
    assert report.state == "being_made"


def test_a_missing_report_is_tolerated(db: None) -> None:
    tasks.make(987_654)


def test_the_sweep_makes_what_was_never_nudged(quarter: Quarter, report: Report) -> None:
    sweep()
    report.refresh_from_db()
    assert report.state == "ready"
