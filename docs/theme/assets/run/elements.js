/* Elements that running adds to a page. */

/** Create an element with properties and children. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Return the element that holds what a cell gives, and add it if the cell gave nothing. */
export function resultsOf(cell) {
  const found = cell.querySelector(":scope > .cell-results");
  return found ?? cell.appendChild(make("div", { className: "cell-results" }));
}
