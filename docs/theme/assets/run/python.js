/* The page's side of the worker that runs Python. */

/** The reader or the time limit has ended the worker. */
export class Stopped extends Error {}

export class Python {
  /** @param settings what the worker gets to start: addresses of its files, the lesson's data, the language. */
  constructor(script, settings) {
    Object.assign(this, { script, settings, waiting: new Map(), count: 0 });
  }

  /** Start the worker unless it runs; `report` gets the bytes that are loaded, and all. */
  start(report = () => {}) {
    this.report = report;
    this.started ??= this.begin().catch((error) => {
      this.end();
      throw error;
    });
    return this.started;
  }

  begin() {
    this.worker = new Worker(this.script, { type: "module" });
    this.worker.addEventListener("message", ({ data: { id, result, error, loaded, total } }) => {
      if (loaded) return this.report(loaded, total);
      const { resolve, reject } = this.waiting.get(id);
      this.waiting.delete(id);
      if (error) reject(new Error(error));
      else resolve(result);
    });
    this.worker.addEventListener("error", (event) => this.end(new Error(event.message)));
    return this.ask("start", this.settings);
  }

  ask(task, request) {
    return new Promise((resolve, reject) => {
      this.waiting.set(++this.count, { resolve, reject });
      this.worker.postMessage({ id: this.count, task, ...request });
    });
  }

  async run(request) {
    await this.start(this.report);
    return this.ask("run", { folder: this.settings.folder, ...request });
  }

  /** End the worker; the next run starts a new one. */
  end(reason = new Stopped()) {
    this.worker?.terminate();
    this.worker = this.started = undefined;
    for (const { reject } of this.waiting.values()) reject(reason);
    this.waiting.clear();
  }
}
