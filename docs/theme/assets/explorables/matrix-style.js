/* The style of matrices whose rows and cells can be chosen. */

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
`;
