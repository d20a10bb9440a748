/* Runs cells in Python, in a worker of its own: an endless loop does not stop the page, and can be ended. */

const COUNTED = ["pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "libraries.zip"];
let python;

/** Load a file and call a function with the number of bytes of each part; return the content. */
async function read(address, count = () => {}) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const parts = [];
  for (const reader = answer.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts).arrayBuffer();
    parts.push(value);
    count(value.length);
  }
}

function unpack(content) {
  python.unpackArchive(content, "zip", { extractDir: python.runPython("import site; site.getsitepackages()[0]") });
}

async function start({ folder, library, data, language }) {
  const sizes = await (await fetch(`${folder}sizes.json`)).json();
  const total = COUNTED.reduce((sum, name) => sum + sizes[name], 0);
  let loaded = 0;
  const count = (bytes) => postMessage({ loaded: (loaded += bytes), total });
  // Python reads its own files again, from the browser's cache.
  const contents = await Promise.all(COUNTED.map((name) => read(folder + name, count)));
  const { loadPyodide } = await import(`${folder}pyodide.mjs`);
  python = await loadPyodide({ indexURL: folder, env: { HOME: "/lesson", LITERATE_LANGUAGE: language } });
  unpack(contents.at(-1));
  unpack(await read(library));
  for (const [name, text] of Object.entries(data)) {
    python.FS.mkdirTree(`/lesson/${name}`.replace(/\/[^/]*$/, ""));
    python.FS.writeFile(`/lesson/${name}`, text);
  }
  python.FS.chdir("/lesson");
}

const answer = (request) => JSON.parse(python.pyimport("literate.running.on_page").answer(JSON.stringify(request)));

async function run({ folder, ...request }) {
  const result = answer(request);
  if (!result.lacks_font) return result;
  unpack(await read(`${folder}korean-font.zip`));
  python.runPython("import importlib; importlib.invalidate_caches()");
  python.pyimport("literate.running.figure_fonts").forget_fonts();
  return answer(request);
}

addEventListener("message", async ({ data: { id, task, ...request } }) => {
  try {
    postMessage({ id, result: await { start, run }[task](request) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
});
