"""Checkstyle's XML, which many CI servers and editors read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree

from attrib.model import Analysis, Failure
from attrib.reports import Context, Format
from attrib.reports.pieces import NOT_CHECKED, reason, told
from attrib.reports.safe import inert, to_xml
from attrib.reports.tally import Tally


def piece(analysis: Analysis, context: Context) -> str:
    """Return a draft as a `file` with an `error` for each finding."""
    file = ElementTree.Element("file", name=to_xml(analysis.article.draft.path))
    for finding in analysis.findings:
        place = {"line": str(finding.line), "column": str(finding.column), "severity": finding.severity}
        ElementTree.SubElement(file, "error", place, message=to_xml(told(finding)), source=f"attrib.{finding.code}")
    return _text(file)


def whole(pieces: Iterable[str], failures: Sequence[Failure], figures: Tally, context: Context) -> Iterator[str]:
    """Yield the document; a draft that could not be checked has an error on its first line."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'
    yield from pieces
    for failure in failures:
        file = ElementTree.Element("file", name=to_xml(failure.path))
        told = {"line": "1", "severity": "error", "message": to_xml(reason(failure))}
        ElementTree.SubElement(file, "error", told, source=f"attrib.{NOT_CHECKED}")
        yield _text(file)
    yield "</checkstyle>\n"


def _text(file: ElementTree.Element) -> str:
    ElementTree.indent(file)
    return inert(ElementTree.tostring(file, encoding="unicode")) + "\n"


FORMAT = Format(piece, whole)
