"""Every function that differs from a solution in one small place, or by another shift."""

import ast

import numpy as np

OTHERS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult}
METHODS = {"sum": "mean", "mean": "sum", "max": "min", "argmax": "argmin", "exp": "log"}
BOUNDS = {ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Lt: ast.LtE, ast.LtE: ast.Lt}
# What stands in the place of the maximum: of `Z` with the arguments `axis=1, keepdims=True`, say.
SHIFTS = {
    "the mean": "np.mean({of})",
    "the median": "np.median({of})",
    "the smallest": "np.min({of})",
    "the first": "{z}[..., :1]",
    "the last": "{z}[..., -1:]",
    "the largest in size": "np.abs({z}).max({options})",
    "one for all": "{z}.max()",
    "nothing": "0.0",
    "a constant": "1.0",
}


def _shifts(call):
    """Give what may stand in the place of the maximum of an array."""
    z = ast.unparse(call.func.value)
    options = ", ".join(map(ast.unparse, call.keywords))
    for word, other in SHIFTS.items():
        text = other.format(z=z, options=options, of=f"{z}, {options}".removesuffix(", "))
        if text != ast.unparse(call):
            yield f"shift by {word}", ast.parse(text, mode="eval").body


def _changes(node, parameters):
    """Give what may stand in the place of a node, each with a word for it."""
    if isinstance(node, ast.Compare):
        op, *more = node.ops
        if type(op) in BOUNDS:
            yield "bound", ast.Compare(node.left, [BOUNDS[type(op)](), *more], node.comparators)
        for other in parameters:
            if isinstance(node.left, ast.Name) and node.left.id not in (*parameters, other):
                left = ast.Name(other, ast.Load())
                yield f"guard on {other}", ast.Compare(left, node.ops, node.comparators)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in parameters:
        for other in parameters:
            if other != node.id:
                yield f"{other} for {node.id}", ast.Name(other, ast.Load())
    if isinstance(node, ast.BinOp):
        yield "left", node.left
        yield "right", node.right
        if type(node.op) in OTHERS:
            yield "operator", ast.BinOp(node.left, OTHERS[type(node.op)](), node.right)
        if not isinstance(node.op, ast.Add | ast.Mult):
            yield "turned", ast.BinOp(node.right, node.op, node.left)
    elif isinstance(node, ast.UnaryOp):
        yield "no sign", node.operand
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield "not transposed", node.value
    elif isinstance(node, ast.Attribute) and node.attr in METHODS:
        yield METHODS[node.attr], ast.Attribute(node.value, METHODS[node.attr], node.ctx)
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield "1 more", ast.Constant(node.value + 1)
        yield "1 less", ast.Constant(node.value - 1)
    elif isinstance(node, ast.Return) and not isinstance(node.value, ast.Tuple):
        yield "negated", ast.Return(ast.UnaryOp(ast.USub(), node.value))
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield "not", ast.Constant(not node.value)
    elif isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr == "max":
            yield from _shifts(node)
        for i, keyword in enumerate(node.keywords):
            rest = node.keywords[:i] + node.keywords[i + 1 :]
            yield f"no {keyword.arg}", ast.Call(node.func, node.args, rest)
    elif isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load):
        yield "turned", ast.Tuple(node.elts[::-1], node.ctx)
    elif isinstance(node, ast.AugAssign):
        yield "overwritten", ast.Assign([node.target], node.value)
        yield "dropped", ast.Pass()
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        loaded = ast.Name(node.targets[0].id, ast.Load())
        yield "doubled", ast.Assign(node.targets, ast.BinOp(node.value, ast.Add(), node.value))
        if any(isinstance(n, ast.Name) and n.id == loaded.id for n in ast.walk(node.value)):
            yield "dropped", ast.Pass()


class _Exchange(ast.NodeTransformer):
    """Put the n-th change into the tree; `word` says which it was, and is empty after the last."""

    def __init__(self, wanted, parameters):
        self.left, self.parameters, self.word = wanted, parameters, ""

    def visit(self, node):
        for word, other in _changes(node, self.parameters):
            self.left -= 1
            if self.left == -1:
                self.word = f"line {getattr(node, 'lineno', 0)}: {word}"
                return other
        return self.generic_visit(node)


def mutants(source, name):
    """Return (word, source, function) for each way of changing one place of the source."""
    parameters = [a.arg for n in ast.parse(source).body if n.name == name for a in n.args.args]
    found = []
    while True:
        exchange = _Exchange(len(found), parameters)
        tree = exchange.visit(ast.parse(source))
        if not exchange.word:
            return found
        text = ast.unparse(ast.fix_missing_locations(tree))
        namespace = {"np": np}
        exec(compile(text, f"<{name}>", "exec"), namespace)
        found.append((exchange.word, text, namespace[name]))
