# Names that would lead out of the folder are only names: nothing is written under them, and no record is lost.
command -v python3 > /dev/null || { echo "no python3" >&2; exit 77; }
mkdir run && cd run
python3 - "$CORPUS/town-2023.txt" <<'P'
import io, sys, tarfile, zipfile
text = open(sys.argv[1], "rb").read()[:3000]
tar = tarfile.open("evil.tar", "w", format=tarfile.GNU_FORMAT)
def add(name, **about):
    info = tarfile.TarInfo(name)
    for k, v in about.items():
        setattr(info, k, v)
    info.size = len(text) if info.isreg() else 0
    tar.addfile(info, io.BytesIO(text) if info.isreg() else None)
for name in ("../up.txt", "/tmp/bextract-evil.txt", "a/../../up2.txt", "..", "C:\\x.txt", "con.txt", "a\nb.txt", "-o", "figures.csv.part"):
    add(name)
add("link.txt", type=tarfile.SYMTYPE, linkname="/etc/passwd")
add("hard.txt", type=tarfile.LNKTYPE, linkname="../up.txt")
add("device.txt", type=tarfile.CHRTYPE, devmajor=1, devminor=5)
add("pipe.txt", type=tarfile.FIFOTYPE)
add("link.txt")
tar.close()
z = zipfile.ZipFile("evil.zip", "w")
for name in ("../up3.txt", "/tmp/bextract-evil.txt", "..\\up4.txt"):
    z.writestr(name, text)
link = zipfile.ZipInfo("zlink.txt")
link.external_attr = 0o120777 << 16
z.writestr(link, "/etc/passwd")
z.close()
P
bextract --no-header --columns doc evil.tar evil.zip | awk '!seen[$0]++'
bextract -q -o out/ evil.tar evil.zip; echo "exit $?"
bextract -q --convert -o out.xlsx evil.tar evil.zip; echo "exit $?"
ls . .. out; ls /tmp/bextract-evil.txt 2> /dev/null
# what the names of outputs may be taken for
ln -s /nowhere/else dangling; bextract -q -o dangling evil.tar; echo "exit $?"; ls -d /nowhere 2> /dev/null
mkdir planted; echo mine > kept; ln -s ../kept planted/figures.csv.part; ln -s ../kept planted/datapackage.json.part
bextract -q -o planted evil.tar; echo "exit $?"; cat kept
rm -rf planted; mkdir planted; ln -s ../kept planted/bextract.journal
bextract -q -o planted evil.tar; echo "exit $?"; cat kept
ln -s kept link.csv; bextract -q -o link.csv evil.zip; echo "exit $?"; ls -l link.csv | sed 's/.*link/link/'; head -c 9 kept; echo
bextract -q -o /dev/null evil.zip; echo "exit $?"; [ -c /dev/null ] && echo "a device is written to, not replaced"
