# WARC and WET: each document a member, the HTTP header taken off, pictures and errors left out.
record() { # record TYPE URI CONTENT_TYPE, the block on standard input
    cat > block
    printf 'WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\nContent-Length: %s\r\n\r\n' \
        "$1" "$2" "$3" "$(wc -c < block | tr -d ' ')"
    cat block
    printf '\r\n\r\n'
}
http='application/http; msgtype=response'
text=$(cat "$CORPUS/town-2023.txt")
{
    printf 'software: x\r\n' | record warcinfo '' application/warc-fields
    printf 'GET /a HTTP/1.1\r\n\r\n' | record request http://x.cn/a 'application/http; msgtype=request'
    printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n%s' "$text" | record response http://x.cn/a "$http"
    printf 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n一、\r\n4\r\n标\n\r\n0\r\n\r\n' |
        record response http://x.cn/chunks "$http"
    printf 'HTTP/1.1 404 No\r\n\r\n%s' "$text" | record response http://x.cn/gone "$http"
    printf 'HTTP/1.1 200 OK\r\ncontent-type: image/png\r\n\r\nPNG' | record response http://x.cn/i.png "$http"
    printf '%s' "$text" | record conversion http://x.cn/wet text/plain
} > w
bextract --no-header --columns doc w | uniq
gzip -c w | bextract --label w --no-header | cksum > one; bextract --no-header w | cksum | cmp - one
bextract --no-header --columns item,line --kind heading w | sed -n '/标/p'
bextract --no-header w | grep /wet, | cut -d, -f2- > one; bextract --no-header "$CORPUS/town-2023.txt" | cut -d, -f2- | cmp - one
head -c 2000 w > cut
bextract --no-header --columns doc cut | uniq; echo "exit $?"
