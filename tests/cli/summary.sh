# One row a document: concepts in yuan or counts, and which topics it covers.
bextract --summary --columns doc,year,phase,revenue_total,expenditure_total,basic,project,sangong,fund_gov,vehicles \
    "$CORPUS/budget-prefecture-2024.txt" "$CORPUS/final-county-2022.txt" | sed "s|$CORPUS/||"
bextract --coverage "$CORPUS/town-2023.txt" "$CORPUS/two-documents-2024.txt" | sed "s|$CORPUS/||"
# 无公务接待费支出 is of that part of 三公, not of the whole
bextract --summary --columns doc,sangong,abroad,car_buy,car_run,reception,fund_gov,fund_soe "$CORPUS/wholes-2025.txt"
# of several bodies none is the whole; a government's income is no 一般公共预算 spending
bextract --summary --columns doc,revenue_total,general_total,sangong,fund_gov "$CORPUS/check-clean-2024.txt" "$CORPUS/tables-other-forms-2025.txt" |
    grep 'bodies\|open-list\|accounts-of'
