mkdir folder
bextract --columns doc folder
