"""The story is lived twice, and broken off where it breaks."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journey.story import FOUNDING, Story
from tests.processes import an_installation


def telling(name: str, *, scripts: bool, group: str) -> Any:
    """One telling stays on one worker, with all that needs the same installation."""
    marks = [pytest.mark.browser, pytest.mark.processes, pytest.mark.xdist_group(group)]
    return pytest.param(scripts, id=name, marks=marks)


@pytest.fixture(
    scope="package",
    params=[
        telling("with scripts", scripts=True, group="installation"),
        telling("without scripts", scripts=False, group="plain installation"),
    ],
)
def story(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Story]:
    """The story is lived twice, the second time by people whose browsers have no JavaScript, in an installation of its own."""
    with ExitStack() as stack:
        installation = (
            request.getfixturevalue("installation")
            if request.param
            else stack.enter_context(an_installation(tmp_path_factory.mktemp("plain-installation")))
        )
        installation.python(FOUNDING)
        story = Story(browser, installation, scripts=request.param)
        yield story
        for visitor in story.visitors.values():
            visitor.context.close()


@pytest.fixture(autouse=True)
def _one_step_after_the_other(request: pytest.FixtureRequest, story: Story) -> Iterator[None]:
    """A story that has broken off is not told on: the step that broke is the one to look at."""
    if story.broke_at:
        pytest.skip(f"the story broke off: {story.broke_at}")
    failed_before = request.session.testsfailed
    yield
    if request.session.testsfailed > failed_before:
        story.broke_at = request.node.name
        for name, visitor in story.visitors.items():
            sys.stderr.write(f"\n--- {name}: {visitor.page.url}\n{visitor.main.inner_text()}\n")
