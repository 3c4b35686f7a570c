"""Java."""

from __future__ import annotations

from postil.facts.treesitter.language import TreeSitterLanguage
from postil.facts.treesitter.table import Table

JAVA = TreeSitterLanguage(
    Table(
        name="java",
        suffixes=(".java",),
        grammar="tree_sitter_java:language",
        simple={
            "expression": "expression_statement yield_statement explicit_constructor_invocation",
            "assign": "local_variable_declaration field_declaration constant_declaration enum_constant",
            "return": "return_statement",
            "raise": "throw_statement",
            "assert": "assert_statement",
            "break": "break_statement",
            "continue": "continue_statement",
            "import": "import_declaration package_declaration",
            "decorator": "marker_annotation annotation",
        },
        compound={
            "if": "if_statement",
            "for": "for_statement enhanced_for_statement",
            "while": "while_statement do_statement",
            "match": "switch_expression",
            "case": "switch_block_statement_group switch_rule",
            "try": "try_statement try_with_resources_statement",
            "except": "catch_clause",
            "finally": "finally_clause",
            "with": "synchronized_statement",
        },
        blocks="program block constructor_body class_body interface_body enum_body enum_body_declarations"
        " annotation_type_body switch_block static_initializer",
        wrappers="labeled_statement",
        functions="method_declaration constructor_declaration compact_constructor_declaration"
        " annotation_type_element_declaration",
        methods="method_declaration constructor_declaration compact_constructor_declaration",
        closures="lambda_expression",
        classes="class_declaration interface_declaration enum_declaration record_declaration"
        " annotation_type_declaration",
        heritage="superclass super_interfaces extends_interfaces",
        labels="switch_label",
        identifiers="identifier type_identifier",
        members="field_access method_invocation scoped_identifier scoped_type_identifier",
        calls="method_invocation object_creation_expression explicit_constructor_invocation",
        assignments="assignment_expression",
        updates="update_expression",
        declarators="variable_declarator resource",
        operations="binary_expression unary_expression ternary_expression",
        literals={
            "number": "decimal_integer_literal hex_integer_literal octal_integer_literal binary_integer_literal"
            " decimal_floating_point_literal hex_floating_point_literal",
            "string": "string_literal character_literal",
            "bool": "true false",
            "none": "null_literal",
        },
        parameters={"positional": "formal_parameter", "star": "spread_parameter"},
        receivers="this super",
        throws="throws",
        catch_all=("Exception", "Throwable"),
        comments="line_comment block_comment",
        fragments=(("class _ {", "}"), ("class _ { void _() {", "}}")),
        library="String Integer Long Short Byte Double Float Boolean Character Number Object Class Enum Record Void Math"
        " System out err println printf print Thread Runnable Callable Iterable Iterator Comparable Comparator Optional"
        " Stream Collectors Arrays Collections Objects List ArrayList LinkedList Map HashMap TreeMap LinkedHashMap Set"
        " HashSet TreeSet Collection Queue Deque ArrayDeque StringBuilder StringBuffer CharSequence BigDecimal BigInteger"
        " Function Supplier Consumer Predicate BiFunction Override Deprecated SuppressWarnings FunctionalInterface"
        " Exception Error Throwable RuntimeException IllegalArgumentException IllegalStateException IOException"
        " NullPointerException IndexOutOfBoundsException UnsupportedOperationException ClassCastException"
        " NumberFormatException ArithmeticException InterruptedException NoSuchElementException toString hashCode equals"
        " ConcurrentModificationException CloneNotSupportedException ClassNotFoundException TypeNotPresentException"
        " ArrayIndexOutOfBoundsException StringIndexOutOfBoundsException NegativeArraySizeException UncheckedIOException"
        " FileNotFoundException TimeoutException ExecutionException StackOverflowError OutOfMemoryError AssertionError"
        " AtomicInteger AtomicLong AtomicBoolean AtomicReference ConcurrentHashMap ConcurrentMap ThreadLocal ExecutorService"
        " Executor Future CompletableFuture TimeUnit CountDownLatch ReentrantLock Date Calendar LocalDate LocalTime"
        " LocalDateTime ZonedDateTime ZoneId Duration Instant InputStream OutputStream Reader Writer BufferedReader File"
        " Path Paths Files Charset StandardCharsets Pattern Matcher Locale UUID Method Field Constructor Annotation"
        " Serializable Cloneable Closeable AutoCloseable Scanner Random SimpleDateFormat DateFormat Properties Timer"
        " EnumMap EnumSet LinkedHashSet PriorityQueue SortedMap NavigableMap Entry ListIterator Optional OptionalInt IntStream"
        " LongStream UnaryOperator BinaryOperator java javax length size compareTo",
        keywords="abstract assert boolean break byte case catch char class const continue default do double else"
        " enum extends final finally float for goto if implements import instanceof int interface long native new"
        " package private protected public return short static strictfp super switch synchronized this throw"
        " throws transient try void volatile while var record yield null true false",
    )
)
