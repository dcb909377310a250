#!/bin/sh
# Takes no notice of SIGTERM, nor does what it starts.
trap '' TERM
echo ready
sleep 1000
echo never
