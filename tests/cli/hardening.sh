# The program and the library as they are built unless CFLAGS are given: what an attacker would miss.
[ -n "$HARDENED" ] || { echo "built with flags of the user's" >&2; exit 77; }
command -v readelf > /dev/null || { echo "no readelf" >&2; exit 77; }
for f in bextract libbextract.so; do
    readelf -hldnW "$BUILD/$f" > elf
    readelf -sW --dyn-syms "$BUILD/$f" > symbols
    is() { grep -q "$2" "$3" && echo "$f: $1" || echo "$f: NOT $1"; }
    is "position independent" 'Type: *DYN' elf
    is "relocations read-only" GNU_RELRO elf
    is "bound at start" 'BIND_NOW\|Flags:.*NOW' elf
    is "stack not executable" 'GNU_STACK.* RW ' elf
    is "stack protected" __stack_chk_fail symbols
    is "calls fortified" '__[a-z]*printf_chk' symbols
    grep -q TEXTREL elf && echo "$f: text is relocated"
done
# What few runs need is loaded when they do (run/late.h).
readelf -dW "$BUILD/bextract" | grep 'NEEDED.*lib\(archive\|xlsxwriter\)'
# The C library's own start-up code has no such marks everywhere, so that the whole program has none: ours has.
case $(uname -m) in
    x86_64) readelf -nW "$BUILD/extract/main.o" > elf; f=main.o; is "jumps and returns guarded" 'IBT, SHSTK' elf ;;
    *) echo "main.o: jumps and returns guarded" ;;
esac
