"""The database: tables, connections, migrations. State lives here; queues only carry messages."""
