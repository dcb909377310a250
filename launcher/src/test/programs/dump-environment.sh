#!/bin/sh
# Writes the variables that this process was started with, and NUL behind each.
cat /proc/$$/environ
