"""Controls by the Flemish Social Inspection: opened, looked into, closed (`recognition.md` 11.1)."""
