#!/bin/sh
# A shell program as the entry point: for what must happen before Python starts.
# It gets the same SM_ variables and the same arguments as a Python entry point would.
set -eu

echo "host ${SM_CURRENT_HOST:-unknown} with ${SM_NUM_CPUS:-an unknown number of} CPUs"

# exec: Python takes the place of this shell, so that SIGTERM reaches it and its exit code is the job's.
# "$@" in quotes: each argument stays one argument, blanks and all.
exec python3 "$(dirname -- "$0")/train.py" "$@"
