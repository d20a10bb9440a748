/* The style of draggable bars and of the sums below them. p is plain, q hatched, and the divergence dotted,
   so that readers can distinguish them without color. */

export const BARS = `
.legend,
.sum p {
  display: flex;
  flex-wrap: wrap;
  gap: 0 0.5em;
  margin: 0;
}

.legend {
  gap: 0 1.4em;
}

.key {
  display: inline-block;
  width: 0.8em;
  height: 0.8em;
  margin-right: 0.35em;
  vertical-align: -0.05em;
}

.p {
  --fill: linear-gradient(var(--figure-0) 0 0);
  --edge: var(--figure-0);
}

.q {
  --fill: repeating-linear-gradient(135deg, var(--figure-1) 0 2px, transparent 2px 5px);
  --edge: var(--figure-1);
}

.extra {
  --fill: radial-gradient(circle, var(--figure-3) 1.3px, transparent 1.6px) 0 0 / 5px 5px;
  --edge: var(--figure-3);
}

.key:not(.total),
.filled {
  box-sizing: border-box;
  border: 1px solid var(--edge);
  background: var(--fill);
}

.bars {
  display: grid;
  grid-auto-columns: minmax(0, 1fr);
  grid-auto-flow: column;
  gap: 0.5rem;
  margin: 1.4rem 0 1rem;
  background: linear-gradient(var(--figure-grid) 0 0) 0 0 / 100% 1px no-repeat,
    linear-gradient(var(--figure-grid) 0 0) 0 4.5rem / 100% 1px no-repeat,
    linear-gradient(currentColor 0 0) 0 calc(9rem - 1px) / 100% 1px no-repeat;
}

.outcome {
  display: grid;
  grid-template-columns: repeat(2, minmax(0, 3rem));
  gap: 0 0.15rem;
  justify-content: center;
}

.bar {
  position: relative;
  height: 9rem;
  cursor: ns-resize;
  touch-action: pan-y;
  user-select: none;
  -webkit-user-select: none;
}

.bar .filled {
  position: absolute;
  inset: auto 12% 0;
  height: calc(var(--share) * 100%);
}

/* A touch target; elsewhere, a finger scrolls the page. */
.top {
  position: absolute;
  bottom: calc(var(--share) * 100% - 1.1rem);
  width: 100%;
  height: 2.2rem;
  touch-action: none;
}

.top::after {
  position: absolute;
  inset: calc(50% - 2px) 4% auto;
  height: 4px;
  border-radius: 2px;
  background: var(--figure-2);
  content: "";
}

.bar .value {
  position: absolute;
  bottom: calc(50% + 3px);
  width: 100%;
  font-size: 0.6rem;
  text-align: center;
}

.name {
  grid-column: 1 / -1;
  padding-top: 0.2rem;
  text-align: center;
}

.sums {
  margin-bottom: 0.6rem;
}

/* Grid lines at each of three nats. */
.lanes {
  background: repeating-linear-gradient(90deg, var(--figure-grid) 0 1px, transparent 1px calc(100% / 3 - 0.34px));
}

.sum {
  margin-bottom: 0.7rem;
}

.lane {
  position: relative;
  display: flex;
  height: 1.1rem;
}

.lane .filled {
  width: calc(var(--own) * 100%);
}

.lane .extra {
  width: calc((var(--total) - var(--own)) * 100%);
  border-left: 0;
}

div.total {
  width: calc(var(--total) * 100%);
}

div.total,
.key.total {
  box-sizing: border-box;
  height: 0.35rem;
  border: solid currentColor;
  border-width: 0 1px 1px;
}

.key.total {
  width: 1.4em;
  vertical-align: 0.15em;
}

.beyond .lane::after {
  position: absolute;
  top: 0;
  right: -0.5rem;
  border: solid transparent;
  border-width: 0.55rem 0 0.55rem 0.45rem;
  border-left-color: var(--figure-3);
  content: "";
}

.ticks {
  display: flex;
  justify-content: space-between;
  font-size: 0.6rem;
  font-variant-numeric: tabular-nums;
}

.unit {
  font-size: 0.6rem;
  text-align: right;
}

.buttons {
  flex-wrap: wrap;
}

/* Browsers remove gradients in forced colors; here they tell the distributions apart. */
@media (forced-colors: active) {
  .filled,
  .key,
  .bars,
  .lanes,
  .top {
    forced-color-adjust: none;
  }

  .bars,
  .lanes {
    color: CanvasText;
  }
}
`;
