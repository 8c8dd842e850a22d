"""The words of the explorer's surface, in both languages; they stand in visualisations/explorer/words.toml."""

from __future__ import annotations

from collections.abc import Mapping

from clustereval.pages import read_declaration, templates

__all__ = ["FOLDERS", "TOLD", "WORDS"]

Texts = Mapping[str, str]
DECLARED = read_declaration(templates() / "explorer" / "words.toml")
WORDS: Mapping[str, Texts] = DECLARED["words"]
FOLDERS: Mapping[str, Texts] = DECLARED["folders"]
"""The names of the folders of queries."""
TOLD: Mapping[int, Texts] = {int(status): texts for status, texts in DECLARED["told"].items()}
"""What a status of the endpoint means to a reader."""
