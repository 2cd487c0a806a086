"""Texts of messages and calls as they come in and go out."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.contracts.values import BranchId
from shared.kit.privacy import PlainText

Text = Annotated[PlainText, StringConstraints(min_length=1, max_length=1000)]


class Source(StrEnum):
    """Whose words are in force."""

    BUILT_IN = "BUILT_IN"
    CHAIN = "CHAIN"
    BRANCH = "BRANCH"


class WordsIn(BaseModel):
    """Words in both languages, with placeholders in braces and without personal data."""

    model_config = ConfigDict(extra="forbid")

    zh: Text
    en: Text


class OwnWordsIn(WordsIn):
    """Own words of a branch, or of the chain when no branch is named."""

    branch_id: BranchId | None


class TemplateOut(BaseModel):
    """A text of the house: the words in force, and what they may name."""

    id: str
    rules: list[str]
    channel: str
    parameters: list[str] = Field(description="placeholders in use")
    provided: list[str] = Field(description="placeholders that own words may use")
    own_words: bool = Field(description="whether a house may put its own words here")
    zh: str
    en: str
    source: Source
    version: int = Field(description="of the asked place; 0 before its first own words")
    changed_by: str | None
    changed_at: datetime | None


class TextVersionOut(BaseModel):
    """A version of own words; without words it gave the place back."""

    version: int
    zh: str | None
    en: str | None
    changed_by: str
    changed_at: datetime


class PreviewOut(BaseModel):
    """A text with made-up parameters."""

    id: str
    zh: str
    en: str
