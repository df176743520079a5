"""Ett dokument, tre former: side, PDF (merket, PDF/UA-1) og DOCX. Teksten skrives i Markdown eller bygges."""
