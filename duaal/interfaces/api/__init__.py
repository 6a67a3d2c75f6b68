"""The API (`/api/v1`): what software of a company or a partnership does, with the actions of the pages."""
