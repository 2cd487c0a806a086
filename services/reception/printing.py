"""Receipts on paper: bilingual, with the place for the company seal, Chinese right also without installed fonts."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.output import OutputProducer

FONT = Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSansSC-Regular.otf"
FAMILY = "NotoSansSC"
PAPER_MM = (210, 148)
MARGIN_MM = 12
LABEL_MM = 52
ROW_MM = 8.5


# The font library logs every glyph it keeps, which spells out names and numbers.
logging.getLogger("fontTools").setLevel(logging.WARNING)


class PrintsItself(OutputProducer):
    """Ends in a document that asks to be printed as soon as it is opened: the counter's third action (FIN-05)."""

    def _finalize_catalog(self, catalog_obj: Any, *args: Any, **kwargs: Any) -> None:
        super()._finalize_catalog(catalog_obj, *args, **kwargs)
        catalog_obj.open_action = "<</S /Named /N /Print>>"


@dataclass(frozen=True)
class Paper:
    """What is printed: a title in two languages, a number, labelled lines, who signs.

    Attributes:
        lines: (Chinese label, English label, text).
        void: whether it is marked 作废 / VOID across the paper (FIN-02).
    """

    company: str
    title: tuple[str, str]
    number: str
    lines: tuple[tuple[str, str, str], ...]
    signatures: tuple[tuple[str, str, str], ...]
    void: bool = False


def render(paper: Paper) -> bytes:
    """The paper as PDF (A5 landscape) with the font embedded."""
    pdf = FPDF(orientation="L", unit="mm", format=(PAPER_MM[1], PAPER_MM[0]))
    pdf.set_margins(MARGIN_MM, 10, MARGIN_MM)
    pdf.set_auto_page_break(False)
    pdf.add_font(FAMILY, fname=FONT)
    pdf.set_title(f"{paper.title[1]} {paper.number}")
    pdf.add_page()
    _head(pdf, paper)
    _lines(pdf, paper)
    _feet(pdf, paper)
    if paper.void:
        _mark_void(pdf)
    return bytes(pdf.output(output_producer_class=PrintsItself))


def _head(pdf: FPDF, paper: Paper) -> None:
    pdf.set_font(FAMILY, size=11)
    pdf.cell(0, 6, paper.company, align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.set_font(FAMILY, size=18)
    pdf.cell(0, 11, f"{paper.title[0]}  {paper.title[1]}", align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.set_font(FAMILY, size=10)
    pdf.set_text_color(180, 0, 0)
    pdf.cell(0, 6, f"编号 No. {paper.number}", align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.set_text_color(0, 0, 0)


def _lines(pdf: FPDF, paper: Paper) -> None:
    width = PAPER_MM[0] - 2 * MARGIN_MM
    for chinese, english, text in paper.lines:
        top = pdf.get_y()
        pdf.rect(MARGIN_MM, top, width, ROW_MM)
        pdf.line(MARGIN_MM + LABEL_MM, top, MARGIN_MM + LABEL_MM, top + ROW_MM)
        pdf.set_font(FAMILY, size=9)
        pdf.cell(LABEL_MM, ROW_MM, f" {chinese} {english}")
        pdf.set_font(FAMILY, size=10.5)
        shown = f" {text}"
        while len(shown) > 2 and pdf.get_string_width(shown) > width - LABEL_MM - 2:
            shown = f"{shown[:-2]}…"
        pdf.cell(width - LABEL_MM, ROW_MM, shown, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _feet(pdf: FPDF, paper: Paper) -> None:
    top = PAPER_MM[1] - 34
    pdf.set_font(FAMILY, size=9)
    for index, (chinese, english, text) in enumerate(paper.signatures):
        pdf.set_xy(MARGIN_MM, top + index * 7)
        pdf.cell(110, 6, f"{chinese} {english}: {text}")
    pdf.set_draw_color(180, 0, 0)
    pdf.rect(PAPER_MM[0] - MARGIN_MM - 45, top, 45, 24, style="D")
    pdf.set_text_color(180, 0, 0)
    pdf.set_xy(PAPER_MM[0] - MARGIN_MM - 45, top + 18)
    pdf.cell(45, 5, "公司盖章 Company seal", align="C")
    pdf.set_text_color(0, 0, 0)
    pdf.set_draw_color(0, 0, 0)


def _mark_void(pdf: FPDF) -> None:
    pdf.set_font(FAMILY, size=64)
    pdf.set_text_color(200, 0, 0)
    with pdf.local_context(fill_opacity=0.45), pdf.rotation(20, PAPER_MM[0] / 2, PAPER_MM[1] / 2):
        pdf.set_xy(0, PAPER_MM[1] / 2 - 16)
        pdf.cell(PAPER_MM[0], 32, "作废 VOID", align="C")
    pdf.set_text_color(0, 0, 0)
