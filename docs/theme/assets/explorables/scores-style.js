/* The style of the scores of words. A component of a vector is a bar: up and blue if it is positive, down and
   orange if it is negative. */

export const SCORES = `
table.scores {
  grid-column: 1;
  margin: 0 0 0.4rem;
}

.scores td {
  height: 1.8rem;
  padding: 0 0.3rem;
}

.scores .heads td {
  border-top: 0;
}

.scores td:first-child {
  max-width: 5.2rem;
  padding-left: 0;
  overflow: hidden;
  text-align: left;
  text-overflow: ellipsis;
}

.scores td:nth-child(3) {
  text-align: center;
}

.scores td:last-child {
  padding-right: 0;
}

.padding {
  color: var(--md-default-fg-color--light);
}

.noun .word,
.noun .q {
  color: var(--figure-2);
  font-weight: 700;
}

.strip {
  display: inline-flex;
  gap: 1px;
  vertical-align: middle;
}

.part {
  position: relative;
  width: 0.6rem;
  height: 1.5rem;
  background: linear-gradient(currentColor 0 0) center / 100% 1px no-repeat, var(--figure-grid);
}

.part::after {
  position: absolute;
  inset: auto 0 50%;
  height: calc(var(--size) * 50%);
  background: var(--figure-0);
  content: "";
}

.part.below::after {
  inset: 50% 0 auto;
  background: var(--figure-1);
}

@media (forced-colors: active) {
  .part {
    color: CanvasText;
    forced-color-adjust: none;
  }
}

.sliders {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
}

.buttons {
  margin-top: 0.5rem;
}

select,
input[type="text"] {
  box-sizing: border-box;
  width: 100%;
  height: 2.2rem;
  padding: 0 0.5rem;
  border: 1px solid var(--md-default-fg-color--light);
  border-radius: 0.2rem;
  background: var(--md-default-bg-color);
  color: inherit;
  font: inherit;
  font-size: max(0.7rem, 16px); /* phones zoom in on smaller fields */
  appearance: auto;
}

input[type="text"] {
  cursor: text;
}
`;
