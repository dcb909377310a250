#!/bin/sh
# Ends with an exit code, or as a signal ends it: exit-with.sh CODE | exit-with.sh -SIGNAL
case $1 in
    -*) kill "$1" $$ ;;
    *) exit "$1" ;;
esac
