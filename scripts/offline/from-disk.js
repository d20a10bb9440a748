// What browsers reject to pages that are opened from a disk: workers, and modules in files.
"use strict";

{
  const root = new URL("../", document.currentScript.src);

  /** Runs a worker's program in a hidden frame. Material asks whether there is one of this name. */
  class IFrameWorker extends EventTarget {
    constructor(program) {
      super();
      const url = new URL(program, document.baseURI);
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      const inside = this.frame.contentWindow;
      const load = (address) =>
        new Promise((resolve, reject) => {
          const script = inside.document.createElement("script");
          Object.assign(script, { src: address, onload: resolve, onerror: reject });
          inside.document.head.append(script);
        });
      let imported = Promise.resolve();
      inside.importScripts = (...scripts) => {
        for (const script of scripts) {
          // Material guesses where lunr's languages are, wrongly if a folder above has "/worker" in its name.
          const address = new URL(script.replace(/^.*\/lunr\/((?:min\/)?[\w.]+\.js)$/, "../lunr/$1"), url);
          imported = imported.then(() => load(address.href));
        }
        return imported;
      };
      inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.ready = load(url.href).then(() => imported);
    }

    postMessage(message) {
      const data = structuredClone(message);
      this.ready = this.ready.then(() => this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data })));
    }

    terminate() {
      this.frame.remove();
    }
  }

  window.IFrameWorker = window.Worker = IFrameWorker;

  /** Lets pages import modules, `{name: text}`, that name one another by "site:" and their places. */
  window.modulesFromDisk = (modules) => {
    const imports = {};
    for (const [name, text] of Object.entries(modules)) {
      const address = `data:text/javascript;charset=utf-8,${encodeURIComponent(text)}`;
      imports[`site:${name}`] = imports[new URL(name, root).href] = address;
    }
    const map = document.createElement("script");
    Object.assign(map, { type: "importmap", textContent: JSON.stringify({ imports }) });
    document.head.append(map);
  };
}
