/* Drag an element by mouse, pen or finger. */

/**
 * Let pointers drag. `pick(event)` returns a function for the grabbed object that is called with each move.
 * `undo` is called when the browser interprets the gesture as scrolling.
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
