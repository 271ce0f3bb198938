# Two tables of tags on one line, 表2 above the title of the second: they were looked at for ever.
printf '%s\n' '2023年部门决算' '<table><tr><td>项目</td><td>合计</td><td>基本支出</td></tr><tr><td>行政运行</td><td>3.00</td><td>3.00</td></tr><tr><td>表2</td></tr><tr><td>收入决算表</td></tr><tr><td>单位：万元</td></tr><tr><td>项目</td><td>合计</td><td>财政拨款</td></tr><tr><td>行政运行</td><td>5.00</td><td>5.00</td></tr></table>' > a.txt
bextract --columns kind,item,measure,value a.txt
