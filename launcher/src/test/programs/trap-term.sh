#!/bin/sh
# Ends with 7 at SIGTERM.
trap 'echo stopping; exit 7' TERM
echo ready
while :; do
    sleep 1000
done
