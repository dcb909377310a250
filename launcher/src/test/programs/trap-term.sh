#!/bin/sh
# Ends with 7 at SIGTERM. Until then it is busy, not asleep: a shell would first wait for its sleep to end.
trap 'echo stopping; exit 7' TERM
echo ready
while :; do
    :
done
