#!/bin/sh
# Writes part of a line, and ends the line when there is a file: prompt.sh FIFO
printf 'half'
read -r answer < "$1"
printf ' %s\n' "$answer"
