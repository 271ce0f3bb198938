printf '第一部分 某局概况\n一、主要职能\n负责12.50万元的管理。\n' > a.txt
bextract --trace a.txt
