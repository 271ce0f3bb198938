# Folders are read with all below them, sorted; hidden files are passed over, links are followed,
# a loop of links is told once.
mkdir -p b/c/d .hidden other
for f in a.txt b/2.txt b/10.txt b/c/x.md b/c/d/y.txt z.txt .hidden/h.txt other/o.txt b/.dot.txt; do
    printf '一、标题\n' > $f
done
ln -s ../other b/link
ln -s .. b/c/loop
mkfifo b/pipe
bextract --no-header --columns doc . ; echo "exit $?"
echo "-- include, exclude"
bextract --no-header --columns doc --include '*.txt' --exclude link --exclude 'b/c/d/' --exclude loop b/ a.txt; echo "exit $?"
bextract --no-header --columns doc --include 'c/**' --exclude loop b; echo "exit $?"
echo "-- a list may name folders"
echo other | bextract --no-header --columns doc --files-from -
bextract --no-header --columns doc nowhere other; echo "exit $?"
