"""Ett dokument, tre former: side, PDF (PDF/A-2a og PDF/UA-1) og DOCX. Teksten skrives i Markdown eller bygges."""
