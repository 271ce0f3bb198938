# --agencies names the agency of each document as the user's list does.
agency=$(bextract --summary --no-header --columns agency "$CORPUS/town-2023.txt")
printf 'name,aliases,code,parent,region,level\n镇政府,%s,0017,某县人民政府,某县,乡级\n' "$agency" > list.csv
columns=agency_name,agency_code,agency_parent,agency_region,agency_level
bextract --agencies list.csv --summary --columns $columns "$CORPUS/town-2023.txt" "$CORPUS/budget-prefecture-2024.txt"
bextract --agencies list.csv -o out/ "$CORPUS/town-2023.txt"
grep -l '镇政府,0017,某县人民政府,某县,乡级' out/*.csv
bextract --agencies nowhere.csv "$CORPUS/town-2023.txt"; echo "exit $?"
echo x > bad.csv
bextract --agencies bad.csv "$CORPUS/town-2023.txt"; echo "exit $?"
