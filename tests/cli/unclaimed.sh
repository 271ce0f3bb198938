# Numbers with a unit that no pattern took: one of the text, none of the attributes of tags.
printf '云溪县水务局2024年部门预算\n<table><tr><td width="30%%">年降水量</td><td>收入3%%</td></tr></table>\n' > a.txt
bextract --unclaimed a.txt
# Tags around a page are no table: the first in it has the number 1.
cat > page.html <<'PAGE'
<html><body><table width="960"><tr><td>
<p>云溪县水务局2024年部门预算公开</p>
<p>一、部门收支总体情况</p>
<table><tr><td>项目</td><td>预算数（万元）</td></tr><tr><td>工资福利支出</td><td>60.00</td></tr></table>
<p>政府性基金预算支出表</p>
<table><tr><td>项目</td><td>金额</td></tr><tr><td>合计</td><td></td></tr></table>
<p>备注：此表无数据。</p>
</td></tr></table></body></html>
PAGE
bextract --columns kind,item,value,table_no page.html
bextract --kind nil --columns kind,topic,table_no page.html
# What a table took that comes in several parts is taken, all of it.
awk 'BEGIN { print "2024年部门预算\n项目\t人数\t比例"; for (i = 1; i < 5000; i++) printf "单位%d\t%d人\t%d%%\n", i, i, i + 2 }' > long.txt
bextract --unclaimed long.txt
# A paragraph that is read in pieces is listed once.
awk 'BEGIN { print "2024年部门预算\n"; for (i = 0; i < 9000; i++) printf "安排收入12万元，支出8万元，"; print "购置单价200万元以上大型设备。" }' > pieces.txt
bextract --unclaimed pieces.txt | cut -d , -f 1-3
# Of a line as long as a document what stands around the number is shown, and tags that do not end are not looked for each time.
awk 'BEGIN { print "2024年部门预算"; for (i = 0; i < 100000; i++) printf "<a1人"; print "" }' > tags.txt
bextract --unclaimed tags.txt | awk 'length > 1000 { long++ } END { print NR, long + 0 }'
