#!/bin/sh
# Ends, and leaves behind a process that holds its output: leave-behind.sh PID-FILE FIFO
sleep 1000 &
echo $! > "$1"
echo started
read -r go < "$2"
