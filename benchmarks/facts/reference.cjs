// What the TypeScript compiler says of the files named on standard input, a JSON object a line.
// Needs: npm install typescript@5, and NODE_PATH naming the node_modules it went to.
const fs = require("fs");
const ts = require("typescript");

const { SyntaxKind: K } = ts;
const CLOSURES = new Set([K.ArrowFunction, K.FunctionExpression]);
const DECLARED = new Set([
  K.FunctionDeclaration, K.MethodDeclaration, K.Constructor, K.GetAccessor, K.SetAccessor, K.MethodSignature,
]);
const CLASSES = new Set([K.ClassDeclaration, K.InterfaceDeclaration, K.EnumDeclaration]);

/** The node whose text names `node`, and the statement it begins, or null for what has no name. */
function naming(node) {
  if (node.kind === K.Constructor) return { name: "constructor", host: node };
  if (DECLARED.has(node.kind)) return node.name ? { name: node.name.getText(), host: node } : null;
  if (!CLOSURES.has(node.kind)) return null;
  const parent = node.parent;
  if (ts.isVariableDeclaration(parent)) return { name: parent.name.getText(), host: parent.parent.parent };
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) return { name: parent.name.getText(), host: parent };
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === K.EqualsToken && ts.isExpressionStatement(parent.parent)) {
    const left = parent.left;
    return { name: (ts.isPropertyAccessExpression(left) ? left.name : left).getText(), host: parent.parent };
  }
  return null;
}

/** Calls `see` with all nodes of the own scope of a function. */
function own(body, see) {
  const visit = (node) => {
    see(node);
    if (!ts.isFunctionLike(node) && !ts.isClassLike(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
}

function flow(node) {
  const found = { returns: false, yields: false, raises: [] };
  if (!node.body) return found;
  if (!ts.isBlock(node.body)) found.returns = true;
  own(node, (one) => {
    if (one.kind === K.ReturnStatement && one.expression) found.returns = true;
    if (one.kind === K.YieldExpression) found.yields = true;
    if (one.kind === K.ThrowStatement && one.expression && (ts.isNewExpression(one.expression) || ts.isCallExpression(one.expression))) {
      const name = one.expression.expression.getText().split(".").pop();
      if (/^[A-Z]/.test(name)) found.raises.push(name);
    }
  });
  found.raises = [...new Set(found.raises)].sort();
  return found;
}

/** Whether an entry of an object stands on one line with all of its value. */
function inline(host) {
  const file = host.getSourceFile();
  const line = (place) => file.getLineAndCharacterOfPosition(place).line;
  return ts.isObjectLiteralExpression(host.parent) && line(host.getStart()) === line(host.getEnd());
}

function parameter(node) {
  const pattern = !ts.isIdentifier(node.name);
  const kind = pattern ? "double_star" : node.dotDotDotToken ? "star" : "positional";
  return [node.name.getText(), kind, Boolean(node.initializer)];
}

function read(path) {
  const text = fs.readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  if (file.parseDiagnostics.length) return { file: path, refused: String(file.parseDiagnostics[0].messageText) };
  const line = (position) => file.getLineAndCharacterOfPosition(position).line + 1;
  const functions = [], classes = [];
  const doc = (node) => {
    const docs = ts.getJSDocCommentsAndTags(node).filter((one) => one.kind === K.JSDoc);
    return docs.length ? line(docs[docs.length - 1].pos) : null;
  };
  const visit = (node, prefix) => {
    const named = naming(node);
    let inner = prefix;
    if (named) {
      inner = `${prefix}${named.name}.`;
      functions.push({
        name: named.name, qualname: prefix + named.name, first: line(named.host.getStart()),
        line: line(node.name ? node.name.getStart() : node.getStart()), end: line(node.getEnd()),
        parameters: node.parameters.filter((one) => one.name.getText() !== "this").map(parameter),
        doc: doc(node), inline: inline(named.host), ...flow(node),
      });
    } else if (CLASSES.has(node.kind)) {
      const name = node.name ? node.name.getText() : "";
      inner = `${prefix}${name}.`;
      const bases = (node.heritageClauses || []).flatMap((one) => one.types.map((type) => type.expression.getText()));
      classes.push({
        name, qualname: prefix + name, first: line(node.getStart()), line: line((node.name || node).getStart()),
        end: line(node.getEnd()), bases, doc: doc(node),
      });
    }
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(file, "");
  return { file: path, functions, classes };
}

for (const path of fs.readFileSync(0, "utf8").split("\n").filter(Boolean)) console.log(JSON.stringify(read(path)));
