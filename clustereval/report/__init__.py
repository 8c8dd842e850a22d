"""The evaluation report: `content` says what stands in it, `web` writes it as linked pages, `word` as a DOCX document."""
