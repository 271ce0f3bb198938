# Help, manual and completion know the same options.
bextract --help | grep -o -e '--[a-z0-9-]*' | sort -u > options
bextract --man | sed 's/\\-/-/g' > manual
bextract --completion bash > completion
for option in $(cat options); do
    grep -q -e "^\.B.*$option" manual || echo "the manual lacks $option"
    grep -q -e "$option\b" completion || echo "the completion lacks $option"
done
grep -c '^\.S[HS]' manual | grep -qx '1[0-9]' || echo "sections are missing"
# complete WORD...: what the completion offers for the last word
cat > try <<'END'
. ./completion
complete_it() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _bextract; printf '%s\n' "${COMPREPLY[@]}"; }
complete_it bextract --pha
complete_it bextract --phase ad
complete_it bextract --phase = fin
complete_it bextract --columns year,official_
complete_it bextract --output ma
complete_it bextract compl
END
bash try
