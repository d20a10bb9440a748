/* The style of matrices with selectable rows and cells. */

export const MATRIX = `
table.matrix {
  width: auto;
  margin: 0 auto 0.4rem;
}

.matrix th,
.matrix td {
  height: 1.35rem;
  padding: 0 0.5rem;
  border: 0;
}

.matrix td {
  min-width: 1.6rem;
  text-align: center;
}

.matrix .gap {
  min-width: 0;
  padding: 0 0.2rem;
}

.matrix th {
  padding-left: 0;
}

.matrix .x,
.matrix .w,
.matrix .h {
  box-shadow: inset 0 0 0 0.5px var(--figure-grid);
}

.matrix tr:not(.heads, .product) {
  cursor: pointer;
}

.matrix .chosen .x,
.matrix .chosen .w,
.matrix .product .h {
  box-shadow: inset 0 0 0 2px var(--figure-1);
  font-weight: 700;
}

.matrix .product th,
.matrix .product td {
  height: 1.9rem;
}

.matrices {
  display: flex;
  flex-wrap: wrap;
  gap: 0.6rem;
  align-items: center;
  justify-content: center;
  margin-bottom: 0.6rem;
}

.matrices .matrix {
  align-self: center;
  margin: 0;
}

.matrices td {
  height: 2.2rem;
}

.matrices td.chosen {
  box-shadow: inset 0 0 0 2px var(--figure-1);
  font-weight: 700;
}

#product-matrix td {
  cursor: pointer;
}

/* Browsers remove shadows in forced colors; an outline remains. */
@media (forced-colors: active) {
  .matrix .chosen :is(.x, .w),
  .matrix .product .h,
  .matrices td.chosen {
    outline: 2px solid Highlight;
    outline-offset: -2px;
  }
}
`;

export const PLANE = `
.plane {
  position: relative;
}

svg#plane {
  height: 15rem;
  cursor: default;
}

.shadow {
  stroke: var(--figure-2);
  stroke-width: 5;
  stroke-opacity: 0.5;
}

.handle.a {
  stroke: var(--figure-1);
}

.handle.b {
  stroke: var(--figure-0);
}

/* A touch target; elsewhere, a finger scrolls the page. */
.hold {
  position: absolute;
  top: -1.1rem;
  left: -1.1rem;
  width: 2.2rem;
  height: 2.2rem;
  border-radius: 50%;
  cursor: grab;
  touch-action: none;
}
`;
