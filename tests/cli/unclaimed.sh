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
