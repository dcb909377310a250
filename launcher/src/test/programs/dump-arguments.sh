#!/bin/sh
# Writes each argument, and NUL behind it.
for argument in "$@"; do
    printf '%s\0' "$argument"
done
