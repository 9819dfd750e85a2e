# Turns files of models into the same types as plain Rust, with the attributes `structs` and `enums`;
# `other` is the last member of each enumeration, and `flat` stands before bases and what is unknown, which is left
# out without it. Tables, handles and texts are left out. A file is
# written to where it stands, with `out` for the first of its folders.
FNR == 1 { close(file); file = FILENAME; sub(/^[^\/]*/, out, file); printf "" >file; skip = 0; keep = "" }
skip     { if (/;$/) skip = 0; next }
keep     {
    if (/^    \/\/\// || (!flat && /^    pub additional:/)) next
    if (flat && /^    pub (base|additional):/) print "    " flat >file
    if (/^    Unrecognized\(/) $0 = "    " other
    gsub(/msgraph_core::/, "crate::values::")
    print >file
    if ($0 ~ keep) keep = ""
    next
}
/^(pub )?mod /                       { print >file; next }
/^use msgraph_core/                  { if (!/;$/) skip = 1; next }
/^use / || /^pub use / && FILENAME ~ /mod\.rs$/ { print >file; if (!/;$/) keep = ";$"; next }
/^pub type / {
    while (!/;$/) { getline line; $0 = $0 line }
    gsub(/ |,/, ""); sub(/^pubtype/, ""); sub(/=.*</, " = "); sub(/>;$/, "")
    print "pub type " $0 ";" >file
    next
}
/^#\[derive\(Default\)\]/            { attributes = structs }
/^#\[derive\(Clone\)\]/              { attributes = enums }
/^#\[derive\(Debug\)\]/              { attributes = "kind" }
/^pub enum / && attributes == "kind" { print "pub enum " $3 " {}" >file; next }
/^pub (struct|enum) /                { print "use crate::values::*;\n" attributes "\n" $0 >file; keep = "^}" }
