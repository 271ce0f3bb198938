# html.awk - a document of corpus/ with tab tables as HTML, for a word processor to typeset.
# Header cells are merged where blanks say so: right of a title over columns with headers of their
# own, below a header with nothing under it.
function plain(t) { gsub(/&/, "\\&amp;", t); gsub(/</, "\\&lt;", t); return t }
function numeric(t) { return t ~ /^-?[0-9,]+(\.[0-9]+)?%?$/ }
function is_data(r,    c) {
    for (c = 1; c <= n[r]; c++)
        if (cell[r, c] ~ /^-?[0-9,]+\.[0-9]+$/ || cell[r, c] ~ /^[2-5][0-9][0-9]([0-9][0-9])?([0-9][0-9])?$/ || cell[r, c] ~ /^[一二三四五六七八九十]+、/)
            return 1
    return cell[r, 1] ~ /^合 *计$/
}
function below(r, c,    k) {
    for (k = r + 1; k <= head; k++)
        if (cell[k, c] != "")
            return 1
    return 0
}
function table(    r, c, k, cols, from, right, down, align) {
    cols = 0
    for (r = 1; r <= rows; r++)
        if (n[r] > cols)
            cols = n[r]
    from = 1
    while (from <= rows && cell[from, 1] ~ /：/ && cell[from, n[from]] ~ /单位/) { # whose, and in what unit
        print "<p style=\"margin:0;text-align:justify\">" plain(cell[from, 1]) "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;" \
            plain(cell[from, n[from]]) "</p>"
        from++
    }
    for (head = from - 1; head < rows && !is_data(head + 1) && cell[(head + 1), 1] !~ /^栏 *次$/; head++)
        ;
    print "<table border=1 cellspacing=0 cellpadding=2 width=\"100%\">"
    delete taken
    for (r = from; r <= rows; r++) {
        printf "<tr>"
        for (c = 1; c <= cols; c++) {
            if (r SUBSEP c in taken)
                continue
            right = down = 1
            if (r <= head && cell[r, c] != "") {
                if (below(r, c))
                    while (c + right <= cols && cell[r, (c + right)] == "" && below(r, c + right) && !(r SUBSEP (c + right) in taken))
                        right++
                else
                    down = head - r + 1
            }
            for (k = 0; k < down; k++)
                for (i = 0; i < right; i++)
                    taken[(r + k), (c + i)] = 1
            align = r <= head ? "center" : numeric(cell[r, c]) && cell[r, c] ~ /\./ ? "right" : "left"
            printf("<td align=%s colspan=%d rowspan=%d>%s</td>", align, right, down, plain(cell[r, c]))
        }
        print "</tr>"
    }
    print "</table>"
    rows = 0
    delete cell
}
BEGIN {
    FS = "\t"
    print "<html><head><meta charset=\"utf-8\"><style>@page{size:29.7cm 21cm;margin:1.5cm} body{font-family:\"Noto Sans CJK SC\";font-size:9pt} p{margin:0}" \
        "</style></head><body>"
}
/\t/ {
    rows++
    n[rows] = NF
    for (c = 1; c <= NF; c++)
        cell[rows, c] = $c
    next
}
{
    if (rows > 0)
        table()
    print "<p>" (length($0) > 60 ? "&emsp;&emsp;" : "") plain($0) "</p>"
}
END {
    if (rows > 0)
        table()
    print "</body></html>"
}
