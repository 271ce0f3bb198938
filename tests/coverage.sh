#!/bin/sh
# coverage.sh BUILD - lines that were run, of each folder of extract/, from the counts below BUILD; the ten
# files with the most lines that were not. Fails when a stage has less than 90 % of its lines run.
build=$1
mkdir -p "$build/report"
gcovr -j 2 --gcov-ignore-parse-errors -r . --object-directory "$build" -e 'build/' -e 'tests/' -e 'extract/prepare.c' --csv > "$build/report/lines.csv" || exit 1
awk -F, -v least=90 'NR > 1 {
        n = split($1, part, "/"); folder = n > 2 ? part[1] "/" part[2] : part[1]
        lines[folder] += $2; run[folder] += $3; all += $2; hit += $3; missed[$1] = $2 - $3 }
    END {
        for (f in lines) {
            percent = 100 * run[f] / lines[f]
            printf "coverage: %-20s %5.1f %% of %d lines\n", f, percent, lines[f] | "sort"
            if (percent < least) low = low " " f
        }
        close("sort")
        printf "coverage: all                  %5.1f %% of %d lines\n", 100 * hit / all, all
        for (m in missed) printf "%d %s\n", missed[m], m | "sort -rn | head -n 10 | sed \"s/^/coverage: not run: /\""
        close("sort -rn | head -n 10 | sed \"s/^/coverage: not run: /\"")
        if (low != "") { print "coverage: below " least " %:" low; exit 1 }
    }' "$build/report/lines.csv"
