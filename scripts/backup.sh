#!/usr/bin/env bash
# scripts/backup.sh FOLDER: database, files and what they should count, into FOLDER/data; keys and the ledger of erasures into FOLDER/apart.
# Move FOLDER/apart to another medium: whoever holds both can read the journals. See docs/operations.md.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077
exec .venv/bin/python scripts/backup.py "${1:?Name the folder to write to.}"
