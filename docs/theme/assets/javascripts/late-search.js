// Search begins when a reader turns to it: the index grows with every lesson, and few first views search.

{
  const box = document.querySelector(".md-search")
  const opened = document.getElementById("__search")
  const begun = new Promise(begin => {
    box.addEventListener("focusin", begin, { once: true })
    opened.addEventListener("change", begin, { once: true })
    // A quick reader was there before this program; and what was found comes with `h`, the words to mark.
    const asked = new URLSearchParams(location.search)
    if (opened.checked || box.contains(document.activeElement) || asked.has("q") || asked.has("h")) begin()
  })

  // Material asks for the index as soon as it starts; let that wait.
  const { open } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.open = function (method, url) {
    if (String(url).includes("/search/search_index.json")) {
      const send = this.send
      this.send = () => begun.then(() => send.call(this))
    }
    return open.apply(this, arguments)
  }

  // And it starts a worker, to which it says nothing before the index has come; let that wait for the first word.
  const { Worker } = window
  const program = url => String(url).includes("/javascripts/workers/")
  window.Worker = function (url, options) {
    if (!program(url)) return new Worker(url, options)
    const late = new EventTarget()
    let worker
    late.postMessage = message => {
      if (!worker) {
        worker = new Worker(url, options)
        worker.addEventListener("message", ({ data }) => late.dispatchEvent(new MessageEvent("message", { data })))
      }
      worker.postMessage(message)
    }
    return late
  }
}
