"""What `./studio audit` makes of the tools' reports."""

from deploy.local.audit import Findings, of_browser, of_python


def test_a_package_nobody_could_look_up_is_not_clean() -> None:
    report = {"dependencies": [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not found"}]}
    assert of_python(report) == Findings(unknown=["b"])
    assert of_python(report).exit_code == 2
    assert (of_python(None) + of_browser({"error": {}})).exit_code == 2


def test_a_known_vulnerability_goes_before_everything() -> None:
    python = {"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1"}]}]}
    found = of_python(python) + of_browser({"vulnerabilities": {"c": {"severity": "high"}}}) + Findings(unknown=["b"])
    assert found.known == ["a 1: PYSEC-1", "c (high)"]
    assert found.exit_code == 1


def test_everything_looked_up_and_nothing_known_is_clean() -> None:
    python = {"dependencies": [{"name": "a", "version": "1", "vulns": []}]}
    assert (of_python(python) + of_browser({"vulnerabilities": {}})).exit_code == 0
