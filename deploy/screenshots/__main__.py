"""``./studio screenshots [FOLDER]``: a picture of every page, in both languages, and what looks wrong on it."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, BrowserContext
from rich.console import Console

from deploy.demo.chain import BRANCHES
from deploy.demo.client import Studio
from deploy.demo.fill import demo_password
from deploy.local.chromium import MISSING, chinese_fonts, chromium, find_browser
from deploy.screenshots.pages import PAGES, PageToSee, address_of
from deploy.screenshots.visit import DESK, PHONE, Visit, browser_of, sign_in

LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Addressed:
    """A page with its address in this system."""

    page: PageToSee
    address: str


def by_person(pages: Sequence[Addressed]) -> Iterator[tuple[str, bool, list[Addressed]]]:
    """The pages of each person and size of window, so that everybody signs in once."""
    for job, phone in dict.fromkeys((each.page.job, each.page.phone) for each in pages):
        yield job, phone, [each for each in pages if (each.page.job, each.page.phone) == (job, phone)]


async def address_all(url: str, names: Sequence[str]) -> tuple[list[Addressed], list[str]]:
    """The wanted pages with their addresses, and the names of those that this system has nothing for."""
    branch_id = next(iter(BRANCHES))
    password = demo_password()
    addressed: list[Addressed] = []
    missing: list[str] = []
    async with Studio(url) as studio:
        manager = await studio.sign_in(f"manager.{branch_id.lower()}", password)
        head = await studio.sign_in(f"servicehead.{branch_id.lower()}", password)
        for page in PAGES:
            if names and not any(page.name.startswith(name) for name in names):
                continue
            try:
                addressed.append(Addressed(page, await address_of(page, branch_id, manager, head)))
            except LookupError as reason:
                missing.append(f"{page.name}: {reason}")
    return addressed, missing


def credentials(job: str, admin_password: str) -> tuple[str, str]:
    """Name and password of whoever has that job in the first branch."""
    if job == "admin":
        return "admin", admin_password
    name = job if job in {"director", "general"} else f"{job}.{next(iter(BRANCHES)).lower()}"
    return name, demo_password()


@dataclass(frozen=True, slots=True)
class Round:
    """One tour through the pages of a running system."""

    url: str
    admin_password: str
    folder: Path
    console: Console

    async def take(self, browser: Browser, pages: Sequence[Addressed]) -> int:
        """Take the pictures in both languages; returns how many pages have something wrong."""
        wrong = 0
        for language, locale in LANGUAGES.items():
            for job, phone, theirs in by_person(pages):
                async with browser_of(browser, size=PHONE if phone else DESK, language=locale) as context:
                    if job:
                        await sign_in(context, self.url, *credentials(job, self.admin_password))
                    for each in theirs:
                        found = await self._one(context, each, language)
                        wrong += bool(found)
        return wrong

    async def _one(self, context: BrowserContext, each: Addressed, language: str) -> list[str]:
        tab = await context.new_page()
        visit = Visit(tab)
        await visit.go(f"{self.url}{each.address}")
        picture = self.folder / f"{each.page.name}.{language}.png"
        await tab.screenshot(path=picture)
        found = await visit.what_looks_wrong(chains_codes=each.page.chains_codes)
        self.console.print(f"{picture.name:56} {'; '.join(found)}", highlight=False, markup=False)
        await tab.close()
        return found


async def run(tour: Round, names: Sequence[str]) -> int:
    """The whole tour; returns how many pages have no picture or something wrong."""
    pages, missing = await address_all(tour.url, names)
    for line in missing:
        tour.console.print(f"[red]no picture[/red]  {line}", highlight=False)
    program = await asyncio.to_thread(find_browser)
    if program is None:
        tour.console.print(MISSING)
        return len(pages)
    with tempfile.TemporaryDirectory() as fonts:
        async with chromium(program, chinese_fonts(Path(fonts))) as browser:
            return len(missing) + await tour.take(browser, pages)


def main() -> int:
    """The command line; exit code 1 when a page has something wrong."""
    parser = argparse.ArgumentParser(prog="./studio screenshots", description=__doc__)
    parser.add_argument("--folder", type=Path, help="where the pictures go; default: screenshots in the state folder")
    parser.add_argument("pages", nargs="*", help="beginnings of page names; default: all pages")
    arguments = parser.parse_args()
    folder = arguments.folder or Path(os.environ["STUDIO_HOME"]) / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    tour = Round(os.environ["STUDIO_URL"], os.environ["GATEWAY_ADMIN_PASSWORD"], folder, Console(soft_wrap=True))
    wrong = asyncio.run(run(tour, arguments.pages))
    tour.console.print(f"{folder}: {wrong} pages with something wrong", highlight=False)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
