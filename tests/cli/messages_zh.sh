# Messages follow the language, also where that locale is not installed; C stays English.
for locale in zh_CN.UTF-8 zh_CN zh_TW.UTF-8 zh_CN.GB18030 C POSIX en_US.UTF-8; do
    LC_ALL=$locale bextract --colums 2>&1 | head -n 1
done
LC_ALL=C.UTF-8 LANGUAGE=zh_CN bextract --colums 2>&1 | head -n 1
LC_ALL= LANG=zh_CN.UTF-8 bextract --help
