# Who is root may read everything; then the folder's own message is shown.
echo x > a.txt
chmod 000 a.txt
bextract --no-header a.txt > /dev/null 2> said
[ "$(id -u)" = 0 ] || grep -q 'bextract: a.txt: cannot open: Permission denied' said
