# Tables whose tabs are lost, a cell a line (alone, parted by blank lines, with blank cells kept) or parted by one blank: each
# figure that is found is the same as with tabs; how many are found where blank cells left no trace.
figures() { bextract --kind=cell --columns table_title,item,value,measure,code,unit --no-header "$1" 2> /dev/null | sort; }
for name in tables-tab-2023 budget-tables-2025 tables-trimmed-2025; do
    figures "$CORPUS/$name.txt" > want
    for form in lines parted kept blanks; do
        awk -F '\t' -v form=$form 'NF < 2 { print; next }
            { line = ""
              for (i = 1; i <= NF; i++) if ($i != "" || form == "kept") {
                  gsub(/ /, "", $i)
                  if (form == "blanks") line = line (line == "" ? "" : " ") $i; else print $i (form == "parted" ? "\n" : "")
              }
              if (form == "blanks") print line }' "$CORPUS/$name.txt" > $form.txt
        figures $form.txt > have
        echo "$name, $form: $(comm -12 want have | wc -l) of $(wc -l < want) figures, $(comm -13 want have | wc -l) others"
        comm -13 want have | head -n 3
    done
done
