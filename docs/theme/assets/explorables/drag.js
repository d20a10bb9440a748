/* Dragging by mouse, pen or finger, in whatever element. */

/**
 * Let pointers drag. `pick(event)` says what a pointer takes hold of: a function that is called with each
 * move. `undo` is called when the browser takes the gesture for scrolling the page.
 */
export function letDrag(element, pick, undo) {
  let move = null;
  const on = (name, act) => element.addEventListener(name, act);
  on("pointerdown", (event) => {
    if (event.button || move) return;
    move = pick(event);
    element.setPointerCapture(event.pointerId);
  });
  on("pointermove", (event) => move?.(event));
  on("pointerup", (event) => {
    move?.(event);
    move = null;
  });
  on("pointercancel", () => {
    if (move) undo();
    move = null;
  });
}
