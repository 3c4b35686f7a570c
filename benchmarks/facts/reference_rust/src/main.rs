//! What `syn` says of the files named on standard input, a JSON object a line. Run: cargo run --release
use quote::ToTokens;
use std::io::BufRead;
use syn::spanned::Spanned;
use syn::visit::Visit;

#[derive(Default)]
struct Reader {
    prefix: String,
    functions: Vec<String>,
    classes: Vec<String>,
}

#[derive(Default)]
struct Flow {
    returns: bool,
}

impl<'ast> Visit<'ast> for Flow {
    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
    fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}
    fn visit_item(&mut self, _: &'ast syn::Item) {}
    fn visit_expr_return(&mut self, node: &'ast syn::ExprReturn) {
        self.returns |= node.expr.is_some();
        syn::visit::visit_expr_return(self, node);
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "))
}

fn line(node: &impl Spanned) -> usize {
    node.span().start().line
}

/// The line of the first doc attribute among those that stand before the item.
fn doc(attributes: &[syn::Attribute]) -> String {
    let found = attributes.iter().find(|one| one.path.is_ident("doc") && !one.tokens.to_string().starts_with('('));
    found.map_or("null".into(), |one| line(one).to_string())
}

/// The first line behind the attributes.
fn start(item: &impl ToTokens, attributes: &[syn::Attribute]) -> usize {
    let skipped: usize = attributes.iter().map(|one| one.to_token_stream().into_iter().count()).sum();
    let tokens = item.to_token_stream().into_iter().nth(skipped);
    tokens.map_or(0, |one| one.span().start().line)
}

fn squeezed(node: &impl ToTokens) -> String {
    node.to_token_stream().to_string().split_whitespace().collect()
}

/// The type as written, without its arguments and without space.
fn owner(kind: &syn::Type) -> String {
    squeezed(kind).split('<').next().unwrap_or_default().to_string()
}

fn is_loop(node: &syn::Expr) -> bool {
    matches!(node, syn::Expr::Loop(_) | syn::Expr::While(_) | syn::Expr::ForLoop(_))
}

fn parameter(pattern: &syn::Pat) -> String {
    match pattern {
        syn::Pat::Type(typed) => parameter(&typed.pat),
        syn::Pat::Ident(name) => format!("[{},\"positional\",false]", quoted(&name.ident.to_string())),
        syn::Pat::Wild(_) => "[\"_\",\"positional\",false]".into(),
        other => format!("[{},\"double_star\",false]", quoted(&squeezed(other))),
    }
}

impl Reader {
    fn function(&mut self, item: &impl ToTokens, attributes: &[syn::Attribute], signature: &syn::Signature, body: Option<&syn::Block>, end: usize) {
        let mut flow = Flow::default();
        let mut tail = false;
        if let Some(body) = body {
            flow.visit_block(body);
            tail = matches!(body.stmts.last(), Some(syn::Stmt::Expr(one)) if !is_loop(one))
                || matches!(body.stmts.last(), Some(syn::Stmt::Item(syn::Item::Macro(one))) if one.semi_token.is_none());
        }
        let declared = matches!(signature.output, syn::ReturnType::Type(..));
        let parameters: Vec<String> = signature.inputs.iter().filter_map(|one| match one {
            syn::FnArg::Receiver(_) => None, // Postil keeps it out of the parameters
            syn::FnArg::Typed(typed) if squeezed(&typed.pat) == "self" || squeezed(&typed.pat) == "mutself" => None,
            syn::FnArg::Typed(typed) => (!matches!(&*typed.pat, syn::Pat::Wild(_))).then(|| parameter(&typed.pat)),
        }).collect();
        let name = signature.ident.to_string();
        self.functions.push(format!(
            "{{\"name\":{},\"qualname\":{},\"first\":{},\"line\":{},\"end\":{},\"parameters\":[{}],\"returns\":{},\"yields\":false,\"raises\":[],\"doc\":{}}}",
            quoted(&name), quoted(&format!("{}{}", self.prefix, name)), start(item, attributes), line(&signature.ident), end,
            parameters.join(","), declared && (flow.returns || tail), doc(attributes),
        ));
    }

    fn class(&mut self, item: &impl ToTokens, attributes: &[syn::Attribute], name: &str, place: usize, bases: &[String], end: usize) {
        let bases: Vec<String> = bases.iter().map(|one| quoted(one)).collect();
        self.classes.push(format!(
            "{{\"name\":{},\"qualname\":{},\"first\":{},\"line\":{},\"end\":{},\"bases\":[{}],\"doc\":{}}}",
            quoted(name), quoted(&format!("{}{}", self.prefix, name)), start(item, attributes), place, end, bases.join(","), doc(attributes),
        ));
    }

    fn within(&mut self, name: &str, visit: impl FnOnce(&mut Self)) {
        let outer = self.prefix.clone();
        self.prefix = format!("{outer}{name}.");
        visit(self);
        self.prefix = outer;
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_fn(&mut self, node: &'ast syn::ItemFn) {
        self.function(node, &node.attrs, &node.sig, Some(&node.block), node.span().end().line);
        self.within(&node.sig.ident.to_string(), |inner| syn::visit::visit_item_fn(inner, node));
    }
    fn visit_impl_item_method(&mut self, node: &'ast syn::ImplItemMethod) {
        self.function(node, &node.attrs, &node.sig, Some(&node.block), node.span().end().line);
        self.within(&node.sig.ident.to_string(), |inner| syn::visit::visit_impl_item_method(inner, node));
    }
    fn visit_trait_item_method(&mut self, node: &'ast syn::TraitItemMethod) {
        self.function(node, &node.attrs, &node.sig, node.default.as_ref(), node.span().end().line);
        self.within(&node.sig.ident.to_string(), |inner| syn::visit::visit_trait_item_method(inner, node));
    }
    fn visit_foreign_item_fn(&mut self, node: &'ast syn::ForeignItemFn) {
        self.function(node, &node.attrs, &node.sig, None, node.span().end().line);
    }
    fn visit_item_struct(&mut self, node: &'ast syn::ItemStruct) {
        self.class(node, &node.attrs, &node.ident.to_string(), line(&node.ident), &[], node.span().end().line);
        self.within(&node.ident.to_string(), |inner| syn::visit::visit_item_struct(inner, node));
    }
    fn visit_item_enum(&mut self, node: &'ast syn::ItemEnum) {
        self.class(node, &node.attrs, &node.ident.to_string(), line(&node.ident), &[], node.span().end().line);
        self.within(&node.ident.to_string(), |inner| syn::visit::visit_item_enum(inner, node));
    }
    fn visit_item_trait(&mut self, node: &'ast syn::ItemTrait) {
        let bases: Vec<String> = node.supertraits.iter().filter_map(|one| match one {
            syn::TypeParamBound::Trait(bound) => bound.path.segments.last().map(|part| part.ident.to_string()),
            syn::TypeParamBound::Lifetime(_) => None,
        }).collect();
        self.class(node, &node.attrs, &node.ident.to_string(), line(&node.ident), &bases, node.span().end().line);
        self.within(&node.ident.to_string(), |inner| syn::visit::visit_item_trait(inner, node));
    }
    fn visit_item_impl(&mut self, node: &'ast syn::ItemImpl) {
        let name = owner(&node.self_ty);
        self.class(node, &node.attrs, &name, line(&node.self_ty), &[], node.span().end().line);
        self.within(&name, |inner| syn::visit::visit_item_impl(inner, node));
    }
    fn visit_item_mod(&mut self, node: &'ast syn::ItemMod) {
        self.class(node, &node.attrs, &node.ident.to_string(), line(&node.ident), &[], node.span().end().line);
        self.within(&node.ident.to_string(), |inner| syn::visit::visit_item_mod(inner, node));
    }
    fn visit_local(&mut self, node: &'ast syn::Local) {
        let (syn::Pat::Ident(name), Some((_, value))) = (&node.pat, &node.init) else {
            return syn::visit::visit_local(self, node);
        };
        let syn::Expr::Closure(closure) = &**value else {
            return syn::visit::visit_local(self, node);
        };
        let mut flow = Flow::default();
        flow.visit_expr(&closure.body);
        let parameters: Vec<String> = closure.inputs.iter().map(parameter).collect();
        let name = name.ident.to_string();
        self.functions.push(format!(
            "{{\"name\":{},\"qualname\":{},\"first\":{},\"line\":{},\"end\":{},\"parameters\":[{}],\"raises\":[],\"doc\":null}}",
            quoted(&name), quoted(&format!("{}{}", self.prefix, name)), line(node), line(&node.pat), node.span().end().line, parameters.join(","),
        ));
        self.within(&name, |inner| syn::visit::visit_local(inner, node));
    }
}

fn read(path: &str) -> String {
    let text = String::from_utf8_lossy(&std::fs::read(path).expect("the file can be read")).into_owned();
    match syn::parse_file(&text) {
        Err(error) => format!("{{\"file\":{},\"refused\":{}}}", quoted(path), quoted(&error.to_string())),
        Ok(file) => {
            let mut reader = Reader::default();
            reader.visit_file(&file);
            format!("{{\"file\":{},\"functions\":[{}],\"classes\":[{}]}}", quoted(path), reader.functions.join(","), reader.classes.join(","))
        }
    }
}

fn main() {
    for path in std::io::stdin().lock().lines() {
        println!("{}", read(&path.expect("a line of text")));
    }
}
