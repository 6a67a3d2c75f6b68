"""What happened in files, for the software of a school or a company: asked for, or sent to it."""
