"""Rust."""

from __future__ import annotations

from postil.facts.treesitter.language import TreeSitterLanguage
from postil.facts.treesitter.table import Table

RUST = TreeSitterLanguage(
    Table(
        name="rust",
        suffixes=(".rs",),
        grammar="tree_sitter_rust:language",
        simple={
            "assign": "let_declaration const_item static_item field_declaration enum_variant",
            "return": "return_expression",
            "break": "break_expression",
            "continue": "continue_expression",
            "import": "use_declaration extern_crate_declaration",
            "type": "type_item associated_type macro_definition",
            "decorator": "attribute_item inner_attribute_item",
        },
        compound={
            "if": "if_expression",
            "else": "else_clause",
            "for": "for_expression",
            "while": "while_expression loop_expression",
            "match": "match_expression",
            "case": "match_arm",
            "with": "unsafe_block async_block",
        },
        blocks="source_file block declaration_list field_declaration_list enum_variant_list match_block",
        wrappers="expression_statement",
        functions="function_item function_signature_item",
        closures="closure_expression",
        classes="struct_item enum_item union_item trait_item impl_item mod_item",
        heritage="trait_bounds",
        identifiers="identifier field_identifier type_identifier shorthand_field_identifier",
        members="field_expression scoped_identifier scoped_type_identifier",
        calls="call_expression macro_invocation",
        assignments="assignment_expression compound_assignment_expr",
        declarators="let_declaration const_item static_item",
        operations="binary_expression unary_expression range_expression",
        awaits="await_expression",
        literals={
            "number": "integer_literal float_literal",
            "string": "string_literal raw_string_literal char_literal",
            "bool": "boolean_literal",
        },
        parameters={"positional": "parameter self_parameter identifier"},
        receivers="self super crate",
        comments="line_comment block_comment",
        other_docs=("//!", "/*!"),
        fragments=(("fn _() {", "}"), ("impl _ {", "}"), ("struct _ {", "}")),
        tail_returns=True,
        library="bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize Option Some None Result Ok Err Box"
        " Rc Arc Vec String HashMap HashSet BTreeMap BTreeSet VecDeque Cell RefCell Mutex RwLock Iterator IntoIterator"
        " Default Clone Copy Debug Display Drop Eq Ord PartialEq PartialOrd Hash Fn FnMut FnOnce From Into Send Sync Sized"
        " ToString AsRef Deref println print eprintln format panic vec assert assert_eq assert_ne debug_assert todo"
        " Waker Context Poll Pin Future Duration Instant SystemTime Path PathBuf OsStr OsString CStr CString Read Write Seek"
        " BufRead BufReader BufWriter ErrorKind WouldBlock UnexpectedEof NotFound Interrupted InvalidInput InvalidData"
        " PermissionDenied BrokenPipe TimedOut PhantomData Cow Borrow BorrowMut ToOwned Ordering Weak Once OnceLock LazyLock"
        " Unpin UnwindSafe TryFrom TryInto FromStr FromIterator DoubleEndedIterator ExactSizeIterator Extend Add Sub Mul Div"
        " Index Range SocketAddr IpAddr Ipv4Addr Ipv6Addr TcpStream TcpListener UdpSocket JoinHandle Thread BinaryHeap"
        " LinkedList AtomicBool AtomicUsize AtomicU64 NonNull MaybeUninit ManuallyDrop Utf8Error unimplemented unreachable write writeln matches std core alloc unwrap expect clone into iter",
        keywords="as async await break const continue crate dyn else enum extern false fn for if impl in let loop match"
        " mod move mut pub ref return self Self static struct super trait true type unsafe use where while",
    )
)
