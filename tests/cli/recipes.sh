# The recipes of the README, as they stand there, on documents of the corpus; their totals are known.
command -v sqlite3 > /dev/null && command -v mlr > /dev/null || { echo "no sqlite3 or no mlr: make deps-test" >&2; exit 77; }
cp "$CORPUS/budget-tables-2025.txt" "$CORPUS/final-county-2022.txt" "$CORPUS/indicators-2024.txt" .
sed -n '/^## Recipes/,/^With DuckDB/p' "$TOP/README.md" | sed -n 's/^    //p' |
    awk '/^(bextract|sqlite3|mlr)/ { close(f); f = "recipe" ++n ".sh" } { print > f }'
run() { sh "./recipe$1.sh" | tr -d '\r"'; }
total() { awk -F, -v c="$1" '{ s += $c } END { printf "%.2f\n", s }'; }
run 1
echo "panel: $(run 2 | total 5) yuan on $(run 2 | wc -l) subjects"
[ "$(run 2 | cut -d, -f1-4 | sort | uniq -d)" = "" ] && echo "nothing twice"
echo "leaves of 一般公共预算支出情况表:"; run 3 | grep 一般公共预算支出情况表
run 4 | grep 2025
echo "basic: $(run 5 | total 5) yuan on $(run 5 | wc -l) items"
echo "joined: $(run 6 | total 4) $(run 6 | total 5) $(run 6 | total 6)"
run 7
run 8 | sed -n '1,3p'
