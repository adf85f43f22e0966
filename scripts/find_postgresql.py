"""Print the address of a local PostgreSQL where we may make a database for tests; exit 1 when none answers."""

import getpass
import sys

import psycopg


def main() -> int:
    for user, database in (("postgres", "postgres"), (getpass.getuser(), getpass.getuser()), (getpass.getuser(), "postgres")):
        try:
            with psycopg.connect(host="127.0.0.1", port=5432, user=user, dbname=database, connect_timeout=3) as connection:
                row = connection.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
        except psycopg.OperationalError:
            continue
        if row and row[0]:
            sys.stdout.write(f"postgres://{user}@127.0.0.1:5432/{database}\n")
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
