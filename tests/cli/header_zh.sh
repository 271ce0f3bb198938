bextract --header zh < /dev/null
bextract --header zh --columns agency,yuan,line < /dev/null
