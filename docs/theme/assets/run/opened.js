/* A cell whose code the reader changes. */

import { make, resultsOf } from "./elements.js";
import { Stopped } from "./python.js";

const STOP_AFTER = 60_000; // milliseconds
const MAY_STOP_AFTER = 1_000;

/** An editor, buttons, and what the code gave. */
export class Opened {
  /**
   * @param code the element of the recorded code, which this replaces; null for a cell of the reader's own.
   * @param solution the names of the cells that solve the exercise of this cell.
   */
  constructor(lesson, name, element, code, button, solution = []) {
    Object.assign(this, { lesson, name, element, code, button, solution });
    this.status = make("span", { role: "status" });
    // Not spoken, since it changes all the time
    this.progress = make("span", { className: "run-progress" });
    this.buttons = Object.fromEntries(
      ["run", "reset", "check", "stop"].map((action) => {
        const one = make("button", { type: "button" }, lesson.say(action));
        one.addEventListener("click", () => this[action]());
        return [action, one];
      }),
    );
    this.buttons.check.hidden = this.buttons.stop.hidden = true;
    const { run, reset, check, stop } = this.buttons;
    this.bar = make("div", { className: "run-bar" }, run, check, reset, stop, this.status, this.progress);
    this.place = make("div", { className: "run-editor highlight no-copy" });
    this.box = make("div", { className: "run-cell" });
    this.box.append(this.place, this.bar);
    if (code) {
      code.hidden = true;
      code.after(this.box);
    } else element.append(this.box);
    this.ready = this.load();
  }

  async load() {
    const { lesson } = this;
    try {
      this.say("starting");
      const { openEditor } = await import(`${lesson.folder}editor.js`);
      this.editor = openEditor({
        parent: this.place,
        code: lesson.codes.get(this.name),
        label: lesson.say("editor"),
        run: () => this.run(),
        leave: () => this.buttons.run.focus(),
      });
      this.editor.focus();
      await this.busy(async () => {
        await this.start();
        this.offerCheck(await this.ask({ prepare: true }));
        return [lesson.say("ready")];
      });
    } catch (error) {
      this.fail(error);
    }
  }

  focus() {
    this.editor?.focus();
  }

  say(name, known) {
    this.tell([this.lesson.say(name, known)]);
  }

  tell(lines) {
    this.status.replaceChildren(...lines.map((line) => make("span", {}, line)));
  }

  /** Offer to compare the answer, once it is known which values the solution computes. */
  offerCheck({ answers }) {
    const { check } = this.buttons;
    if (!check.hidden || !answers.length) return;
    check.hidden = false;
    this.box.prepend(make("p", { className: "run-note" }, this.lesson.say("put", { names: answers.join(", ") })));
  }

  /** Start Python, and say how much of it is loaded. */
  start() {
    const megabytes = (bytes) => (bytes / 1e6).toFixed(1), { lesson, progress } = this;
    return lesson.python.start((loaded, total) => {
      progress.textContent = lesson.say("loaded", { loaded: megabytes(loaded), total: megabytes(total) });
    });
  }

  ask(more) {
    const { lesson, name } = this, cells = [...lesson.codes];
    const { file, changed } = lesson, { solution } = this, recorded = [...lesson.recorded];
    const request = { file, cell: name, cells, recorded, changed, solution, prepare: false, check: false };
    return lesson.python.run({ ...request, ...more });
  }

  /** Do something that the reader can stop, and say the lines that it returns. */
  async busy(work) {
    const { stop, run, check } = this.buttons;
    const offer = setTimeout(() => (stop.hidden = false), MAY_STOP_AFTER);
    run.disabled = check.disabled = true;
    try {
      this.tell(await work());
    } catch (error) {
      this.fail(error);
    } finally {
      clearTimeout(offer);
      // A hidden button would lose the focus.
      if (document.activeElement === stop) this.focus();
      stop.hidden = true;
      this.progress.textContent = "";
      run.disabled = check.disabled = false;
    }
  }

  fail(error) {
    if (error instanceof Stopped) return this.say(error.message || "stopped");
    console.error(error);
    const { python } = this.lesson;
    this.say(python.started ? "crashed" : "unavailable");
    python.end();
  }

  stop(why) {
    this.lesson.python.end(new Stopped(why));
  }

  check() {
    return this.run(true);
  }

  /** Run the code; with `check`, say whether it computes what the solution does. */
  async run(check = false) {
    await this.ready;
    if (this.buttons.run.disabled || !this.editor) return;
    const { lesson, name } = this;
    await this.busy(async () => {
      await this.start();
      this.say("running");
      const before = lesson.codes.get(name), end = setTimeout(() => this.stop("timeout"), STOP_AFTER);
      let works = false;
      lesson.codes.set(name, this.editor.code);
      try {
        const result = await this.ask({ check });
        works = !result.failure;
        this.show(result);
        if (works) lesson.ran(name, before !== lesson.codes.get(name), result.affected);
        this.offerCheck(result);
        if (result.compared.length) return result.compared.map((one) => lesson.say(one.how, one));
        return [lesson.say(works ? "done" : "failed")];
      } finally {
        clearTimeout(end);
        // Other cells do not run with code that fails.
        if (!works) lesson.codes.set(name, before);
      }
    });
  }

  /** Show what the code gave below what was recorded. */
  show({ text, errors, figures, failure, compared, absent }) {
    const { lesson, element, name } = this;
    const results = make("div", { className: "run-results" });
    const print = (label, printed, kind = "") => {
      const code = make("pre", {}, make("code", { tabIndex: 0 }, printed));
      const title = make("p", { className: "cell-label" }, lesson.say(label));
      results.append(make("div", { className: `cell-output${kind}` }, title, code));
    };
    if (text || !(errors || failure || figures.length || compared.length)) print("yours", text || lesson.say("nothing"));
    if (errors) print("your-errors", errors, " cell-errors");
    for (const svg of figures) {
      const plot = make("div", { className: "plot", role: "img", ariaLabel: lesson.say("your-figure") });
      plot.append(document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true));
      const label = make("figcaption", {}, lesson.say("your-figure"));
      results.append(make("figure", { className: "cell-figure" }, plot, label));
    }
    if (failure) {
      print("failed", failure.text, " cell-errors");
      if (failure.cell === name && failure.line) this.editor.goTo(failure.line);
      if (absent) results.append(make("p", { className: "run-note" }, lesson.say("absent", { module: absent })));
    }
    this.results?.remove();
    this.results = results;
    resultsOf(element).append(results);
  }

  /** Show the recorded code again, and forget the reader's. */
  async reset() {
    const { lesson, name, code, element, button } = this;
    if (this.buttons.run.disabled) this.stop();
    lesson.codes.set(name, lesson.recorded.get(name));
    lesson.opened.delete(name);
    lesson.current.clear();
    this.results?.remove();
    this.box.remove();
    if (code) code.hidden = false;
    else element.remove();
    button.focus();
    const affected = lesson.changed.length ? (await this.ask({ prepare: true })).affected : [];
    // The reader may have reset the last changed cell before the answer came.
    lesson.offer(lesson.changed.length ? affected : []);
  }
}
