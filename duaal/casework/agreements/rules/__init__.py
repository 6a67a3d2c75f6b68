"""Pure decisions on agreements: their kind, timetable, duration, suspension and end."""
