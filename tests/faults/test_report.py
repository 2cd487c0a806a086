"""The table, the JSON and the document of a run."""

import io
from pathlib import Path

from rich.console import Console

from deploy.faults.report import Circumstances, as_json, print_table, write_document
from deploy.faults.world import SHORT, Verdict

VERDICTS = [
    Verdict("P8", "Receipt numbers have no gaps", "8 writers", "JN01: 60 = 60", True, 12.0),
    Verdict("P3", "Effects happen once", "every fact three times", "2 tables differ | a, b", False, 3.0),
]


def test_a_run_tells_under_which_circumstances_it_was_made() -> None:
    told = as_json(VERDICTS, Circumstances.now(7, SHORT))
    assert told["holds"] is False
    assert told["circumstances"]["seed"] == 7
    assert all(told["circumstances"][name] for name in ("machine", "load", "commit", "date", "extent"))
    screen = io.StringIO()
    print_table(Console(file=screen, width=160), VERDICTS, Circumstances.now(7, SHORT))
    assert "BROKEN" in screen.getvalue()


def test_the_document_names_what_is_broken(tmp_path: Path) -> None:
    file = tmp_path / "proof.md"
    write_document(VERDICTS, Circumstances.now(7, SHORT), file)
    text = file.read_text("utf-8")
    assert "**Broken: P3.**" in text
    assert text.index("P3 Effects") < text.index("P8 Receipt")
    assert "a, b" in text.splitlines()[-2]
    write_document(VERDICTS[:1], Circumstances.now(7, SHORT), file)
    assert "All promises that were tried hold" in file.read_text("utf-8")
