/* Change and run the cells of a page. The page loads this with the reader's first click. */

import { make, resultsOf } from "./elements.js";
import { Opened } from "./opened.js";
import { Python } from "./python.js";

let started;

/** Return the page's lesson; `dataset` has the addresses of its cells, of our scripts and of Python's files. */
export function start(dataset) {
  started ??= load(dataset).catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

async function load({ cells, scripts, python }) {
  const here = (address) => new URL(address, document.baseURI).href;
  const answer = await fetch(here(cells));
  if (!answer.ok) throw new Error(`${cells}: ${answer.status}`);
  return new Lesson(await answer.json(), here(scripts), here(python));
}

/** The cells of a page, and the Python that runs them. */
class Lesson {
  constructor({ words, file, cells, data }, scripts, folder) {
    Object.assign(this, { words, file, folder });
    this.recorded = new Map(Object.entries(cells));
    this.codes = new Map(this.recorded);
    this.opened = new Map();
    this.notes = new Map();
    this.current = new Set(); // the cells that have run since code was last changed
    const language = document.documentElement.lang;
    this.python = new Python(`${scripts}worker.js`, { folder, library: `${scripts}library.zip`, data, language });
  }

  say(name, known = {}) {
    return this.words[`run-${name}`].replace(/\{(\w+)\}/g, (_, key) => known[key]);
  }

  /** The cells that the reader has changed. */
  get changed() {
    return [...this.codes.keys()].filter((name) => this.codes.get(name) !== this.recorded.get(name));
  }

  /** Open the editor of the cell that a button is in. */
  open(button) {
    const element = button.closest(".cell"), name = element.id.slice("cell-".length);
    for (const folded of element.querySelectorAll(".cell-code")) folded.open = true;
    if (!this.opened.has(name)) {
      const code = element.querySelector(".highlight");
      this.opened.set(name, new Opened(this, name, element, code, button));
    }
    this.opened.get(name).focus();
  }

  /** Open an empty cell above the solution that follows a button. */
  solve(button) {
    const cells = button.parentElement.nextElementSibling.querySelectorAll('.cell[data-run="here"]');
    const solution = [...cells].map(({ id }) => id.slice("cell-".length)), [of] = solution;
    const name = `${of}-solved`;
    if (!this.opened.has(name)) {
      // It runs where the solution would.
      const at = [...this.codes].findIndex(([other]) => other === of), all = [...this.codes];
      this.codes = new Map([...all.slice(0, at), [name, ""], ...all.slice(at)]);
      this.recorded.set(name, "");
      const element = make("div", { className: "cell run-solution" });
      button.after(element);
      this.opened.set(name, new Opened(this, name, element, null, button, solution));
    }
    this.opened.get(name).focus();
  }

  /** Note that a cell has run, and offer to run those that depend on changed ones. */
  ran(name, isChanged, affected) {
    if (isChanged) this.current.clear();
    this.current.add(name);
    this.offer(affected.filter((one) => !this.current.has(one)));
  }

  /** Offer to run cells, and no others. */
  offer(affected) {
    for (const [name, note] of this.notes) {
      if (!affected.includes(name)) note.remove();
    }
    this.notes = new Map(affected.filter((name) => this.shows(name)).map((name) => [name, this.note(name)]));
  }

  shows(name) {
    return document.getElementById(`cell-${name}`);
  }

  note(name) {
    if (this.notes.has(name)) return this.notes.get(name);
    const again = make("button", { type: "button" }, this.say("again"));
    const note = make("p", { className: "run-note" }, `${this.say("affected")} `, again);
    again.addEventListener("click", async () => {
      const element = this.shows(name);
      this.open(element.querySelector(".run-button"));
      await this.opened.get(name).run();
    });
    resultsOf(this.shows(name)).append(note);
    return note;
  }
}
