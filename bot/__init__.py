"""The process: settings, wiring, command line, intake, delivery, the sandbox."""
