# --strict: 3 when there is an error, 0 when the rule that finds it is not asked; findings beside records.
bextract --check "$CORPUS/odd-2024.txt" --rules T04 --columns line,rule,severity,stated,computed,difference
bextract --strict "$CORPUS/odd-2024.txt" --rules T04 --columns line > /dev/null; echo "strict: $?"
bextract --strict --rules=-*,T03 "$CORPUS/odd-2024.txt" > /dev/null; echo "strict without it: $?"
bextract --findings found.csv --rules T04 --columns n "$CORPUS/odd-2024.txt" | wc -l
cut -d, -f4,5 found.csv
bextract --check --passed --rules T04 --columns rule,verdict "$CORPUS/two-documents-2024.txt"
bextract --check --rules T4 "$CORPUS/odd-2024.txt"; echo "no such rule: $?"
bextract --check --rules X05 "$CORPUS/odd-2024.txt"; echo "not checked: $?"
bextract --passed "$CORPUS/odd-2024.txt"; echo "nothing to pass: $?"
bextract --check --findings f.csv "$CORPUS/odd-2024.txt"; echo "both: $?"
