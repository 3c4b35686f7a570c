// What go/ast says of the files named on standard input, a JSON object a line. Run: go run reference.go
package main

import (
	"bufio"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
)

type definition struct {
	Name     string `json:"name"`
	Qualname string `json:"qualname"`
	First    int    `json:"first"`
	Line     int    `json:"line"`
	End      int    `json:"end"`
	Doc      *int   `json:"doc"`
}

type function struct {
	definition
	Parameters [][3]any `json:"parameters"`
	Returns    bool     `json:"returns"`
	Yields     bool     `json:"yields"`
	Raises     []string `json:"raises"`
}

type class struct {
	definition
	Bases []string `json:"bases"`
}

type answer struct {
	File      string     `json:"file"`
	Refused   string     `json:"refused,omitempty"`
	Functions []function `json:"functions"`
	Classes   []class    `json:"classes"`
}

type reader struct {
	places *token.FileSet
	answer *answer
}

func (r *reader) line(place token.Pos) int { return r.places.Position(place).Line }

func (r *reader) doc(groups ...*ast.CommentGroup) *int {
	for _, group := range groups {
		if group != nil {
			line := r.line(group.Pos())
			return &line
		}
	}
	return nil
}

func parameters(list *ast.FieldList) [][3]any {
	found := [][3]any{}
	for _, field := range list.List {
		kind := "positional"
		if _, spreads := field.Type.(*ast.Ellipsis); spreads {
			kind = "star"
		}
		for _, name := range field.Names {
			found = append(found, [3]any{name.Name, kind, false})
		}
	}
	return found
}

func returns(body *ast.BlockStmt) bool {
	found := false
	if body == nil {
		return false
	}
	ast.Inspect(body, func(node ast.Node) bool {
		switch one := node.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			found = found || len(one.Results) > 0
		}
		return true
	})
	return found
}

func receiver(list *ast.FieldList) string {
	if list == nil || len(list.List) == 0 {
		return ""
	}
	kind := list.List[0].Type
	for {
		switch one := kind.(type) {
		case *ast.StarExpr:
			kind = one.X
		case *ast.ParenExpr:
			kind = one.X
		case *ast.IndexExpr:
			kind = one.X
		case *ast.IndexListExpr:
			kind = one.X
		case *ast.Ident:
			return one.Name + "."
		default:
			return ""
		}
	}
}

func (r *reader) function(name, qualname string, whole ast.Node, place token.Pos, kind *ast.FuncType, body *ast.BlockStmt, doc *int) {
	r.answer.Functions = append(r.answer.Functions, function{
		definition{name, qualname, r.line(whole.Pos()), r.line(place), r.line(whole.End()), doc},
		parameters(kind.Params), returns(body), false, []string{},
	})
}

func (r *reader) closure(prefix string, whole ast.Node, name, value ast.Expr, doc *int) string {
	literal, is := value.(*ast.FuncLit)
	written, plain := name.(*ast.Ident)
	if selector, is := name.(*ast.SelectorExpr); is {
		written, plain = selector.Sel, true
	}
	if !is || !plain {
		return prefix
	}
	if prefix != "" { // within a function a comment documents nothing
		doc = nil
	}
	r.function(written.Name, prefix+written.Name, whole, name.Pos(), literal.Type, literal.Body, doc)
	return prefix + written.Name + "."
}

func (r *reader) kind(prefix string, whole ast.Node, one *ast.TypeSpec, above *ast.CommentGroup) string {
	qualname := prefix + one.Name.Name
	switch one.Type.(type) {
	case *ast.StructType, *ast.InterfaceType:
	default:
		return prefix
	}
	r.answer.Classes = append(r.answer.Classes, class{
		definition{one.Name.Name, qualname, r.line(whole.Pos()), r.line(one.Pos()), r.line(one.End()), r.doc(one.Doc, above)},
		[]string{},
	})
	if list, is := one.Type.(*ast.InterfaceType); is {
		for _, field := range list.Methods.List {
			if method, is := field.Type.(*ast.FuncType); is {
				for _, name := range field.Names {
					r.function(name.Name, qualname+"."+name.Name, field, name.Pos(), method, nil, r.doc(field.Doc))
				}
			}
		}
	}
	return qualname + "."
}

func (r *reader) visit(root ast.Node, prefix string) {
	ast.Inspect(root, func(node ast.Node) bool {
		if node == nil || node == root {
			return true
		}
		inner := prefix
		switch one := node.(type) {
		case *ast.FuncDecl:
			name := receiver(one.Recv) + one.Name.Name
			r.function(one.Name.Name, name, one, one.Name.Pos(), one.Type, one.Body, r.doc(one.Doc))
			inner = name + "."
		case *ast.AssignStmt:
			if len(one.Lhs) == 1 && len(one.Rhs) == 1 {
				inner = r.closure(prefix, one, one.Lhs[0], one.Rhs[0], nil)
			}
		case *ast.GenDecl:
			for _, spec := range one.Specs {
				switch part := spec.(type) {
				case *ast.TypeSpec:
					above := one.Doc
					whole := ast.Node(one)
					if one.Lparen.IsValid() {
						above, whole = nil, part
					}
					r.visit(part, r.kind(prefix, whole, part, above))
				case *ast.ValueSpec:
					inner := prefix
					if len(part.Names) == 1 && len(part.Values) == 1 {
						inner = r.closure(prefix, one, part.Names[0], part.Values[0], r.doc(part.Doc, one.Doc))
					}
					r.visit(part, inner)
				}
			}
			return false
		}
		if inner == prefix {
			return true
		}
		r.visit(node, inner)
		return false
	})
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		found := answer{File: lines.Text(), Functions: []function{}, Classes: []class{}}
		places := token.NewFileSet()
		tree, err := parser.ParseFile(places, found.File, nil, parser.ParseComments)
		if err != nil {
			found.Refused = err.Error()
		} else {
			r := &reader{places, &found}
			r.visit(tree, "")
		}
		if err := out.Encode(found); err != nil {
			panic(err)
		}
	}
}
