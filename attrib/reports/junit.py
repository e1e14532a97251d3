"""JUnit's XML as Jenkins and GitLab read it: a suite for each draft, a failed case for each finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree

from attrib.model import Analysis, Failure, Finding
from attrib.reports import Context, Format
from attrib.reports.pieces import NOT_CHECKED, reason
from attrib.reports.safe import inert, to_xml
from attrib.reports.shape import plain, visible
from attrib.reports.tally import Tally


def piece(analysis: Analysis, context: Context) -> str:
    """Return a draft as a `testsuite`; without findings it is one case that passed."""
    path, findings = analysis.article.draft.path, analysis.findings
    suite = _suite(path, max(len(findings), 1), len(findings), 0)
    for finding in findings:
        name = f"{finding.code} {finding.line}:{finding.column}"
        case = ElementTree.SubElement(suite, "testcase", name=name, classname=to_xml(path))
        message = to_xml(visible(finding.message))
        failure = ElementTree.SubElement(case, "failure", type=finding.severity, message=message)
        failure.text = to_xml(_details(path, finding))
    if not findings:
        ElementTree.SubElement(suite, "testcase", name="attrib", classname=to_xml(path))
    return _text(suite)


def whole(pieces: Iterable[str], failures: Sequence[Failure], figures: Tally, context: Context) -> Iterator[str]:
    """Yield the document; a draft that could not be checked is a case in error."""
    failed, errors = sum(figures.severities.values()), len(failures)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="attrib" failures="{failed}" errors="{errors}">\n'
    yield from pieces
    for failure in failures:
        suite = _suite(failure.path, 1, 0, 1)
        case = ElementTree.SubElement(suite, "testcase", name=NOT_CHECKED, classname=to_xml(failure.path))
        ElementTree.SubElement(case, "error", type=NOT_CHECKED, message=to_xml(reason(failure)))
        yield _text(suite)
    yield "</testsuites>\n"


def _suite(path: str, tests: int, failures: int, errors: int) -> ElementTree.Element:
    counts = {"tests": str(tests), "failures": str(failures), "errors": str(errors)}
    return ElementTree.Element("testsuite", {"name": to_xml(path), "file": to_xml(path), **counts})


def _details(path: str, finding: Finding) -> str:
    place = f"{plain(path)}:{finding.line}:{finding.column}"
    return f"{place}: {finding.severity} {finding.code}\n{visible(finding.message)}\n{visible(finding.advice)}"


def _text(suite: ElementTree.Element) -> str:
    ElementTree.indent(suite)
    return inert(ElementTree.tostring(suite, encoding="unicode")) + "\n"


FORMAT = Format(piece, whole)
