"""Settings: `base` is shared; `demo`, `test` and `production` are what is run."""
