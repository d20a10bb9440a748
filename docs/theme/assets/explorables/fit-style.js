/* The style of a fitted normal: what is fitted to is filled, the fit is a line, what it costs is dotted. */

export const FIT = `
.target {
  fill: var(--figure-0);
  fill-opacity: 0.16;
}

.outline {
  stroke: var(--figure-0);
  stroke-width: 1.4;
}

.curve {
  stroke: var(--figure-1);
}

.costs {
  fill: var(--figure-3);
  fill-opacity: 0.22;
}

.costs-line {
  stroke: var(--figure-3);
}

svg#fit-plot {
  height: 10.6rem;
}

fieldset {
  display: grid;
  margin: 0 0 0.3rem;
  padding: 0;
  border: 0;
}

legend {
  padding: 0;
  font-weight: 700;
}

fieldset label {
  display: flex;
  gap: 0.4rem;
  align-items: center;
  min-height: 2.2rem;
  cursor: pointer;
}

fieldset span,
td {
  white-space: nowrap;
}

[type="radio"] {
  flex: none;
  appearance: none;
  width: 1.1rem;
  height: 1.1rem;
  border: 2px solid var(--md-default-fg-color--light);
  border-radius: 50%;
  background: none;
}

[type="radio"]:checked {
  border: 0.32rem solid var(--figure-2);
}

table {
  align-self: start;
}

tr {
  height: 2rem;
}

.chosen {
  font-weight: 700;
}

@media (forced-colors: active) {
  .outline {
    stroke-dasharray: 6 3;
  }
}

.chosen th {
  font-weight: inherit;
}

.chosen td {
  font-size: 1.1rem;
  line-height: 1;
}
`;
