// Make boxes that scroll sideways focusable by keyboard, and skip all other boxes.
// All boxes are focusable at first; boxes near the viewport are measured, because measuring forces a layout.

// Material marks the button beside code as a navigation, and uses its title as a tooltip.
new MutationObserver(() => {
  for (const box of document.querySelectorAll("nav.md-code__nav:not([role])")) {
    box.setAttribute("role", "presentation")
    for (const button of box.children) button.ariaLabel = button.title
  }
}).observe(document.querySelector("article"), { childList: true, subtree: true })
addEventListener("load", () => {
  const measure = box => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0
    else if (box !== document.activeElement) box.removeAttribute("tabindex")
  }
  const sizes = new ResizeObserver(changes => changes.forEach(({ target }) => measure(target)))
  const near = new IntersectionObserver(changes => {
    for (const { target, isIntersecting } of changes) if (isIntersecting) sizes.observe(target)
  }, { rootMargin: "100%" })

  for (const box of document.querySelectorAll(".md-typeset :is(div.arithmatex, .md-typeset__scrollwrap, pre > code)")) {
    box.tabIndex = 0
    box.addEventListener("contentvisibilityautostatechange", ({ skipped }) => skipped || measure(box))
    near.observe(box)
  }
})
