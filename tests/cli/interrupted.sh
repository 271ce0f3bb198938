# A signal leaves no temporary file; what was there stays.
echo before > out.csv
mkfifo pipe
bextract -o out.csv pipe &
exec 3> pipe
sleep 0.2
kill -TERM $!
sleep 0.2
exec 3>&-
wait $!
echo "exit $?"
cat out.csv
ls
