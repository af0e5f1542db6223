// An editor for one cell, fetched when the reader first asks to change code.
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

// Puts an editor, which it returns, in the place of a cell's code.
export function edit(cell) {
    const run = () => (cell.runs(), true);
    const names = async (context) => {
        const word = context.matchBefore(/[\w.]+/);
        if (!word && !context.explicit) return null;
        const { text, matches } = await cell.page.complete(context.state.doc.toString(), context.pos);
        if (!matches.length) return null;
        return { from: context.pos - text.length, options: matches.map((name) => ({ label: name })) };
    };
    const view = new EditorView({
        state: EditorState.create({
            doc: cell.code,
            extensions: [
                history(), drawSelection(), indentOnInput(), bracketMatching(),
                indentUnit.of("    "), python(), syntaxHighlighting(classHighlighter),
                autocompletion({ override: [names], activateOnTyping: false }),
                EditorView.contentAttributes.of({ "aria-label": `Code ${cell.index + 1}` }),
                EditorView.updateListener.of((update) => {
                    if (update.docChanged) cell.keep(update.state.doc.toString());
                }),
                keymap.of([
                    { key: "Shift-Enter", run },
                    { key: "Mod-Enter", run },
                    ...completionKeymap,
                    { key: "Escape", run: (v) => (v.contentDOM.blur(), true) },
                    indentWithTab, ...defaultKeymap, ...historyKeymap,
                ]),
            ],
        }),
    });
    cell.pre.replaceWith(view.dom);
    return view;
}
