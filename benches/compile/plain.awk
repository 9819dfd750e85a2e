# Turns files of models into the same types as plain Rust, with the attributes `structs` and `enums`;
# `other` is the last member of each enumeration. Tables, handles and texts are left out. A file is
# written to where it stands, with `out` for the first of its folders.
FNR == 1 { close(file); file = FILENAME; sub(/^[^\/]*/, out, file); printf "" >file; skip = 0; keep = "" }
skip     { if (/;$/) skip = 0; next }
keep     {
    if (/^    \/\/\// || /^    pub additional:/) next
    if (/^    Unrecognized\(/) $0 = "    " other
    gsub(/msgraph_core::/, "crate::values::")
    print >file
    if ($0 ~ keep) keep = ""
    next
}
/^(pub )?mod /                       { print >file; next }
/^use msgraph_core/                  { if (!/;$/) skip = 1; next }
/^use / || /^pub use / && FILENAME ~ /mod\.rs$/ { print >file; if (!/;$/) keep = ";$"; next }
/^#\[derive\(Default\)\]/            { attributes = structs }
/^#\[derive\(Clone, PartialEq\)/ { attributes = enums }
/^#\[derive\(Clone, Debug/           { attributes = "kind" }
/^pub enum / && attributes == "kind" { print "pub enum " $3 " {}" >file; next }
/^pub (struct|enum) /                { print "use crate::values::*;\n" attributes "\n" $0 >file; keep = "^}" }
