# A form that follows a table with no line between them is read, and ends: it is another part of the same grid.
bextract --columns line,item,measure,value,table_no - << 'TABLE'
柳溪县文物管理所2023年度部门决算

表9 项目支出决算表
单位：万元
项目名称	预算数	决算数	备注
展厅维修	20.00	19.50	
项目名称	单位名称	预算数	决算数
文物修复	柳溪县文物管理所		
一级指标	二级指标	三级指标	指标值
产出指标	数量指标	修复文物	12件
TABLE
