"""Which earlier cells a code cell needs: a live page runs a panel without all the rest."""

import ast
import builtins
import symtable


def needs(sources):
    """Return for each piece of code the indices of the earlier ones that it needs.

    A cell needs the last one that set a name which it uses, each one that has changed the object
    since (with `x[0] = …`, `x.a = …`, `x += …` or a method called on its own line), and what these
    need.

    >>> needs(["x = [1]", "y = 2", "x.append(y)", "print(x)"])
    [[], [], [0, 1], [0, 1, 2]]
    """
    makers = {}  # name -> the cells that have to run before it is what it is
    found = []
    for index, source in enumerate(sources):
        sets, uses = _names(source)
        changes = _changed(source)
        wanted = {cell for name in uses | changes for cell in makers.get(name, [])}
        found.append(sorted(wanted.union(*(found[cell] for cell in wanted))))
        for name in sets - changes:
            makers[name] = [index]
        for name in changes:
            makers[name] = [*makers.get(name, []), index]
    return found


def _names(source):
    """Return the global names that code sets, and those that it or its functions use."""
    sets, uses = set(), set()
    tables = [symtable.symtable(source, "cell", "exec")]
    while tables:
        table = tables.pop()
        top = table.get_type() == "module"
        for symbol in table.get_symbols():
            name = symbol.get_name()
            if top and (symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()):
                sets.add(name)
            if symbol.is_referenced() and (top or symbol.is_global()):
                uses.add(name)
        tables += table.get_children()
    return sets, uses - set(dir(builtins))


def _changed(source):
    """Return the names whose objects the code changes in place."""
    changed = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case (
                ast.AugAssign(target=target)
                | ast.Subscript(value=target, ctx=ast.Store())
                | ast.Attribute(value=target, ctx=ast.Store())
                | ast.Expr(value=ast.Call(func=ast.Attribute(value=target)))
            ):
                while isinstance(target, (ast.Subscript, ast.Attribute)):
                    target = target.value
                if isinstance(target, ast.Name):
                    changed.add(target.id)
    return changed
