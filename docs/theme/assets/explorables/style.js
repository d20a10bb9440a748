/* The style of explorables, in the page's colors. docs/styles/explorables.css reserves their space. */

export const STYLE = `
.box {
  padding: 0.6rem;
  border: 1px solid var(--rule);
  border-radius: 0.2rem;
  font-size: 0.7rem;
  line-height: 1.5;
}

.plots {
  display: grid;
  gap: 0.2rem;
}

svg[role="img"] {
  display: block;
  box-sizing: border-box;
  width: 100%;
  height: 8.8rem;
  overflow: visible;
  fill: currentColor;
  font-size: 0.6rem;
  cursor: grab;
  touch-action: pan-y;
  user-select: none;
  -webkit-user-select: none;
}

svg[role="img"]:active {
  cursor: grabbing;
}

/* A drag redraws the marks; the touched element must not be removed. */
svg[role="img"] * {
  pointer-events: none;
}

svg#density-plot {
  height: 11.6rem;
}

svg#log-likelihood-plot ~ svg#nll-plot {
  height: 10rem;
}

svg#likelihood-plot,
svg#log-likelihood-plot {
  height: 6rem;
}

text {
  font-variant-numeric: tabular-nums;
}

path {
  fill: none;
}

.grid {
  stroke: var(--figure-grid);
  stroke-width: 0.8;
}

.axis {
  stroke: currentColor;
  stroke-width: 1;
}

.curve {
  stroke: var(--figure-0);
  stroke-width: 2.4;
}

.stem {
  stroke: var(--figure-1);
  stroke-width: 1.6;
}

.dot {
  fill: var(--figure-1);
}

.guide {
  stroke: var(--figure-2);
  stroke-width: 1.2;
  stroke-dasharray: 4 3;
}

.tangent {
  stroke: var(--figure-1);
  stroke-width: 3;
}

.handle {
  fill: var(--md-default-bg-color);
  stroke: var(--figure-2);
  stroke-width: 3;
}

.sliders {
  display: grid;
  grid-template-columns: auto 1fr 3.2rem;
  column-gap: 0.6rem;
  align-items: center;
}

i,
tspan {
  font-family: KaTeX_Math, serif;
  font-style: italic;
}

sup {
  line-height: 0;
}

.value {
  text-align: right;
  font-variant-numeric: tabular-nums;
}

input {
  width: 100%;
  min-width: 0;
  height: 2.2rem;
  margin: 0;
  appearance: none;
  background: linear-gradient(var(--md-default-fg-color--light) 0 0) center / 100% 2px no-repeat;
  cursor: pointer;
  touch-action: pan-y;
}

input::-webkit-slider-thumb {
  appearance: none;
  width: 1.2rem;
  height: 1.2rem;
  border: 3px solid var(--figure-2);
  border-radius: 50%;
  background: var(--md-default-bg-color);
}

input::-moz-range-thumb {
  box-sizing: border-box;
  width: 1.2rem;
  height: 1.2rem;
  border: 3px solid var(--figure-2);
  border-radius: 50%;
  background: var(--md-default-bg-color);
}

:focus-visible {
  outline: 2px solid var(--md-accent-fg-color);
  outline-offset: 2px;
}

.buttons {
  display: flex;
  gap: 0.5rem;
}

button {
  min-height: 2.2rem;
  padding: 0 0.8rem;
  border: 1px solid var(--md-default-fg-color--light);
  border-radius: 0.2rem;
  background: none;
  color: inherit;
  font: inherit;
  cursor: pointer;
}

button:hover {
  border-color: var(--md-accent-fg-color);
  color: var(--md-accent-fg-color);
}

table {
  width: 100%;
  margin-top: 0.6rem;
  border-collapse: collapse;
}

th,
td {
  height: 1.5rem;
  padding: 0;
  border-top: 1px solid var(--rule);
  white-space: nowrap;
}

th {
  font-weight: 400;
  text-align: left;
}

th span {
  color: var(--md-default-fg-color--light);
}

td {
  font-variant-numeric: tabular-nums;
  text-align: right;
}

.spoken {
  position: absolute;
  width: 1px;
  height: 1px;
  margin: 0;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

@container (min-width: 26rem) {
  .box {
    display: grid;
    grid-template-columns: 1fr 1fr;
    column-gap: 1.6rem;
    padding: 0.8rem;
  }

  .plots {
    grid-column: 1 / -1;
  }
}

@container (min-width: 44rem) {
  .box {
    grid-template-columns: minmax(0, 1fr) 17rem;
    grid-template-rows: auto 1fr;
    column-gap: 2.4rem;
  }

  .plots {
    grid-area: 1 / 1 / 3;
  }

  .controls,
  table {
    grid-column: 2;
  }

  .controls {
    align-self: start;
  }

  table {
    align-self: start;
  }
}

/* Browsers remove gradients in forced colors: sliders keep theirs, in the reader's colors. */
@media (forced-colors: active) {
  [type="range"] {
    forced-color-adjust: none;
  }

  .stem {
    stroke-dasharray: 2 2;
  }

  .tangent {
    stroke-dasharray: 10 4;
  }
}

@media print {
  .controls {
    display: none;
  }

  .box {
    break-inside: avoid;
  }

  table {
    grid-column: 1 / -1;
  }
}
`;
