// What javac says of the files named on standard input, a JSON object a line. Run: java Reference.java
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.*;
import com.sun.source.util.*;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.stream.Collectors;
import javax.tools.*;

public class Reference {
  static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
  static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8);

  public static void main(String[] arguments) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String path = lines.readLine(); path != null; path = lines.readLine()) out.println(read(path));
  }

  static String read(String path) throws IOException {
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    JavacTask task = (JavacTask) COMPILER.getTask(
        null, FILES, problems, List.of("-proc:none", "-Xlint:none"), null, FILES.getJavaFileObjects(path));
    CompilationUnitTree unit = task.parse().iterator().next();
    boolean refused = problems.getDiagnostics().stream().anyMatch(one -> one.getKind() == Diagnostic.Kind.ERROR);
    if (refused) return "{\"file\":" + quoted(path) + ",\"refused\":\"syntax\"}";
    Reader reader = new Reader(unit, task);
    reader.scan(new TreePath(unit), "");
    return "{\"file\":" + quoted(path) + ",\"functions\":" + reader.functions + ",\"classes\":" + reader.classes + "}";
  }

  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("[\\n\\r\\t]", " ") + "\"";
  }

  static List<String> quoted(Collection<String> texts) {
    return texts.stream().map(Reference::quoted).collect(Collectors.toList());
  }

  static String last(Tree type) {
    String name = type instanceof ParameterizedTypeTree generic ? generic.getType().toString()
        : type instanceof AnnotatedTypeTree annotated ? annotated.getUnderlyingType().toString() : type.toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** What the body of one method returns and throws, without what is nested in it. */
  static class Flow extends TreeScanner<Void, Void> {
    boolean returns;
    final Set<String> raises = new TreeSet<>();

    @Override public Void visitClass(ClassTree node, Void nothing) { return null; }

    @Override public Void visitLambdaExpression(LambdaExpressionTree node, Void nothing) { return null; }

    @Override public Void visitReturn(ReturnTree node, Void nothing) {
      returns |= node.getExpression() != null;
      return super.visitReturn(node, nothing);
    }

    @Override public Void visitThrow(ThrowTree node, Void nothing) {
      if (node.getExpression() instanceof NewClassTree made) raises.add(last(made.getIdentifier()));
      return super.visitThrow(node, nothing);
    }
  }

  static class Reader extends TreePathScanner<Void, String> {
    final List<String> functions = new ArrayList<>();
    final List<String> classes = new ArrayList<>();
    final CompilationUnitTree unit;
    final DocTrees trees;
    final String text;

    Reader(CompilationUnitTree unit, JavacTask task) throws IOException {
      this.unit = unit;
      trees = DocTrees.instance(task);
      text = unit.getSourceFile().getCharContent(true).toString();
    }

    long line(long place) { return unit.getLineMap().getLineNumber(place); }

    String doc() {
      DocCommentTree found = trees.getDocCommentTree(getCurrentPath());
      if (found == null) return "null";
      long inside = trees.getSourcePositions().getStartPosition(unit, found, found);
      return inside < 0 ? "0" : String.valueOf(line(text.lastIndexOf("/**", (int) inside)));
    }

    String common(String name, String prefix, Tree node) {
      SourcePositions places = trees.getSourcePositions();
      long start = places.getStartPosition(unit, node);
      ModifiersTree modifiers = node instanceof MethodTree method ? method.getModifiers()
          : node instanceof VariableTree variable ? variable.getModifiers() : ((ClassTree) node).getModifiers();
      long from = Math.max(start, places.getEndPosition(unit, modifiers));
      for (AnnotationTree one : modifiers.getAnnotations()) from = Math.max(from, places.getEndPosition(unit, one));
      long at = text.indexOf(name, (int) from);
      return "{\"name\":" + quoted(name) + ",\"qualname\":" + quoted(prefix + name) + ",\"first\":" + line(start)
          + ",\"line\":" + line(Math.max(start, at)) + ",\"end\":" + line(places.getEndPosition(unit, node)) + ",\"doc\":" + doc();
    }

    @Override public Void visitClass(ClassTree node, String prefix) {
      String name = node.getSimpleName().toString();
      if (name.isEmpty()) return super.visitClass(node, prefix);
      List<String> bases = new ArrayList<>();
      if (node.getExtendsClause() != null) bases.add(last(node.getExtendsClause()));
      for (Tree one : node.getImplementsClause()) bases.add(last(one));
      classes.add(common(name, prefix, node) + ",\"bases\":" + quoted(bases) + "}");
      return super.visitClass(node, prefix + name + ".");
    }

    @Override public Void visitVariable(VariableTree node, String prefix) {
      if (!(node.getInitializer() instanceof LambdaExpressionTree lambda)) return super.visitVariable(node, prefix);
      Flow flow = new Flow();
      if (lambda.getBody() instanceof BlockTree block) flow.scan(block.getStatements(), null);
      else flow.returns = true;
      String name = node.getName().toString();
      functions.add(common(name, prefix, node) + ",\"parameters\":" + parameters(lambda.getParameters())
          + ",\"returns\":" + flow.returns + ",\"yields\":false,\"raises\":" + quoted(flow.raises) + "}");
      return super.visitVariable(node, prefix + name + ".");
    }

    static List<String> parameters(List<? extends VariableTree> declared) {
      List<String> found = new ArrayList<>();
      for (VariableTree one : declared) {
        String kind = one.toString().contains("...") ? "star" : "positional";
        found.add("[" + quoted(one.getName().toString()) + ",\"" + kind + "\",false]");
      }
      return found;
    }

    @Override public Void visitMethod(MethodTree node, String prefix) {
      if (trees.getSourcePositions().getEndPosition(unit, node) < 0) return null; // a constructor that nobody wrote
      boolean constructor = node.getReturnType() == null;
      String owner = prefix.isEmpty() ? "" : prefix.substring(prefix.lastIndexOf('.', prefix.length() - 2) + 1, prefix.length() - 1);
      String name = constructor ? owner : node.getName().toString();
      Flow flow = new Flow();
      if (node.getBody() != null) flow.scan(node.getBody().getStatements(), null);
      for (ExpressionTree one : node.getThrows()) flow.raises.add(last(one));
      functions.add(common(name, prefix, node) + ",\"parameters\":" + parameters(node.getParameters()) + ",\"returns\":" + flow.returns
          + ",\"yields\":false,\"raises\":" + quoted(flow.raises) + "}");
      return super.visitMethod(node, prefix + name + ".");
    }
  }
}
