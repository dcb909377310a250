#!/bin/sh
# Evaluates lines as `eval "$(train env --export)"` does, and writes some variables, NUL behind each:
# print-exports.sh FILE NAME...
eval "$(cat "$1")"
shift
for name in "$@"; do
    eval "printf '%s\\0' \"\$$name\""
done
