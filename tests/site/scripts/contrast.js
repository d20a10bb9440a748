// Every kind of text on a page with its contrast: colours as they are painted, layer upon layer.
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  const known = new Map()
  const read = (colour) => {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1)
      canvas.fillStyle = colour
      canvas.fillRect(0, 0, 1, 1)
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data
      known.set(colour, [red, green, blue, alpha / 255])
    }
    return known.get(colour)
  }
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]))
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const papers = new Map()
  const paper = (element) => {
    if (!element) return [255, 255, 255]
    if (!papers.has(element)) {
      const own = read(getComputedStyle(element).backgroundColor)
      papers.set(element, own[3] === 1 ? own.slice(0, 3) : over(own, paper(element.parentElement)))
    }
    return papers.get(element)
  }
  const opacities = new Map([[null, 1]])
  const opacity = (element) => {
    if (!opacities.has(element)) {
      opacities.set(element, getComputedStyle(element).opacity * opacity(element.parentElement))
    }
    return opacities.get(element)
  }

  const found = new Map()
  for (const element of document.body.querySelectorAll("*")) {
    const text = [...element.childNodes].find((node) => node.nodeType === 3 && /\S/.test(node.data))
    const hidden = "script, style, template, .katex-mathml *, .md-search *, .md-skip, .headerlink"
    if (!text || element.matches(hidden) || !element.checkVisibility({ visibilityProperty: true })) continue
    const style = getComputedStyle(element)
    const ink = [...read(element.ownerSVGElement ? style.fill : style.color)]
    ink[3] *= opacity(element)
    if (!ink[3]) continue
    const below = paper(element)
    const [light, dark] = [luminance(over(ink, below)), luminance(below)].sort((a, b) => b - a)
    const contrast = (light + 0.05) / (dark + 0.05)
    const kind = element.localName + [...element.classList].map((name) => "." + name).join("")
    if (found.has(kind) && found.get(kind).contrast <= contrast) continue
    const size = parseFloat(style.fontSize)
    const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700)
    found.set(kind, { kind, contrast, least: isLarge ? 3 : 4.5, text: text.data.trim().slice(0, 40) })
  }
  return [...found.values()]
}
