#!/bin/sh
# run.sh - the data package and the workbook as others read them: DuckDB, pandas, openpyxl and
# frictionless, in a Python venv below the build folder. Slow, and needs the network once.
top=$(cd "$(dirname "$0")/../.." && pwd)
build=${BUILD:-build}
case $build in /*) ;; *) build=$top/$build ;; esac
venv=$build/venv
[ -x "$venv/bin/python" ] || python3 -m venv "$venv" || { echo "check-ecosystem: needs python3-venv"; exit 1; }
"$venv/bin/python" -c 'import duckdb, pandas, openpyxl, frictionless' 2> /dev/null ||
    "$venv/bin/pip" install -q duckdb pandas openpyxl frictionless || exit 1
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
cd "$top/corpus" || exit
"$build/bextract" -q --check -o "$work/package/" *.txt &&
    "$build/bextract" -q --check -o "$work/all.xlsx" *.txt || exit
"$venv/bin/python" "$top/tests/ecosystem/read.py" "$work"
