"""What touches more than one package of casework, one file per process."""
