// An editor for one cell, fetched when the reader first asks to change code.
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

// `run()` runs the cell, `changed(text)` keeps it, `complete(text, at)` asks Python for names.
export function edit({ place, text, label, run, changed, complete }) {
    const go = () => (run(), true);
    const names = async (context) => {
        const word = context.matchBefore(/[\w.]+/);
        if (!word && !context.explicit) return null;
        const { text, matches } = await complete(context.state.doc.toString(), context.pos);
        if (!matches.length) return null;
        return { from: context.pos - text.length, options: matches.map((name) => ({ label: name })) };
    };
    const view = new EditorView({
        state: EditorState.create({
            doc: text,
            extensions: [
                history(), drawSelection(), indentOnInput(), bracketMatching(),
                indentUnit.of("    "), python(), syntaxHighlighting(classHighlighter),
                autocompletion({ override: [names], activateOnTyping: false }),
                EditorView.contentAttributes.of({ "aria-label": label }),
                EditorView.updateListener.of((update) => {
                    if (update.docChanged) changed(update.state.doc.toString());
                }),
                keymap.of([
                    { key: "Shift-Enter", run: go },
                    { key: "Mod-Enter", run: go },
                    ...completionKeymap,
                    { key: "Escape", run: (v) => (v.contentDOM.blur(), true) },
                    indentWithTab, ...defaultKeymap, ...historyKeymap,
                ]),
            ],
        }),
    });
    place.replaceChildren(view.dom);
    return {
        focus: () => view.focus(),
        set: (code) =>
            view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: code } }),
    };
}
