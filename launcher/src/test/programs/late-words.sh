#!/bin/sh
# Ends before something that it started has said what it has to say, as with `exec > >(tee log)`:
# late-words.sh FIFO-THAT-LETS-IT-END FIFO-THAT-TELLS-WHEN-ALL-IS-SAID
{
    trap '' PIPE
    while kill -0 $$ 2>/dev/null; do
        sleep 0.01
    done
    printf 'one\ntwo\nthree\n'
    echo said > "$2"
} &
echo started
read -r go < "$1"
