# -o DIR writes a data package: every file of it, none half-written, and what it says of itself fits.
cd "$CORPUS" || exit
here=$OLDPWD
bextract -o "$here/out" budget-prefecture-2024.txt indicators-2024.txt nowhere.txt
echo "exit $?"
cd "$here" || exit
ls out
head -n 3 out/projects.csv
grep -c . out/indicators.csv out/documents.csv out/errors.csv
command -v python3 > /dev/null && python3 - <<'P'
import csv, json
package = json.load(open("out/datapackage.json"))
for r in package["resources"]:
    with open("out/" + r["path"], newline="", encoding="utf-8") as f:
        header = next(csv.reader(f))
    names = [c["name"] for c in r["schema"]["fields"]]
    if header != names:
        print(r["name"], "says", names, "has", header)
P
# a folder that cannot be made
bextract -o /dev/null/out "$CORPUS/town-2023.txt"
echo "exit $?"
