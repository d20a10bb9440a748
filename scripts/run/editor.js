/* The editor of a cell, with the parts of CodeMirror that it uses. */

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

/** Open an editor in an element. Tab moves the focus on, so that a keyboard is not caught; Ctrl+] indents. */
export function openEditor({ parent, code, label, run, leave }) {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: code,
      extensions: [
        keymap.of([
          { key: "Mod-Enter", run: () => (run(), true) },
          { key: "Escape", run: () => (leave(), true) },
        ]),
        history(),
        python(),
        bracketMatching(),
        indentOnInput(),
        indentUnit.of("    "),
        syntaxHighlighting(classHighlighter),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ "aria-label": label }),
      ],
    }),
  });
  return {
    get code() {
      return view.state.doc.toString();
    },
    focus: () => view.focus(),
    /** Put the cursor into a line, from 1, and show it. */
    goTo(line) {
      const { from } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    },
  };
}
