#!/usr/bin/env bash
# scripts/restore_drill.sh FOLDER [LEDGER]: restore a backup beside the service, into a throw-away place, and say as JSON whether all is there.
# Ends with 1 on any difference. LEDGER is the newest folder of erasures; left out, the one in the backup.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077
exec .venv/bin/python scripts/restore_drill.py "${1:?Name the folder of the backup.}" ${2:+"$2"}
