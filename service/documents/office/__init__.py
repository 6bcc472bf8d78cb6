"""LibreOffice as a guest that may hang or die: warm processes, each with its own profile and group."""
