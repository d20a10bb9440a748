// Load search when a reader opens it: the index grows with every lesson, and few visits search.

{
  const box = document.querySelector(".md-search")
  const opened = document.getElementById("__search")
  const begun = new Promise(begin => {
    box.addEventListener("focusin", begin, { once: true })
    opened.addEventListener("change", begin, { once: true })
    // A reader may be faster than this script; and a link from search results has `h`, the words to mark.
    const asked = new URLSearchParams(location.search)
    if (opened.checked || box.contains(document.activeElement) || asked.has("q") || asked.has("h")) begin()
  })

  // Material searches when a key is released; pasted, dropped and dictated text releases none.
  box.addEventListener("input", ({ target }) => target.dispatchEvent(new Event("keyup")))

  // Material's results are articles in links; as articles they would give the links no name.
  new MutationObserver(() => {
    for (const result of box.querySelectorAll("a > article:not([role])")) result.role = "none"
  }).observe(box.querySelector(".md-search-result__list"), { childList: true, subtree: true })

  // Material requests the index when it starts; delay the request.
  const { open } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.open = function (method, url) {
    if (String(url).includes("/search/search_index.json")) {
      const send = this.send
      this.send = () => begun.then(() => send.call(this))
    }
    return open.apply(this, arguments)
  }

  // Material also starts a worker, but sends no message before the index arrives; delay it until the first message.
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
