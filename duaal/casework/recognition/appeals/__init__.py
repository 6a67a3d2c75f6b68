"""Appeals against decisions on recognition: states, rows, rights, writes and words (`recognition.md` 12)."""
