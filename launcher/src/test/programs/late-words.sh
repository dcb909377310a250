#!/bin/sh
# Ends before something that it started has said all it has to say, as with `exec > >(tee log)`: late-words.sh FIFO
{
    read -r go < "$1"
    for word in one two three; do
        echo "$word"
        sleep 0.05 # or all three would be in the pipe at once
    done
} &
echo started
