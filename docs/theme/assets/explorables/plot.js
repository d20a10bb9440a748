/* One plot: axes, curves, points, bars of an explorable's values.
   Each change redraws it at its size on the page, so that its text stays as large as the page's text.
   Positions are [x, y] in the units of the axes. */

import { ticks } from "./numbers.js";

const MARGIN = { top: 26, right: 14, bottom: 22, left: 50 };
const LABEL = 16;

export class Plot {
  /**
   * svg: the element, whose size the style sheet sets.
   * x, y: the ranges of the axes, [low, high].
   * title: the label of the vertical axis; label: that of the horizontal axis, "" to omit its numbers.
   * numbers: formats numbers.
   */
  constructor(svg, { x, y, title, label, numbers }) {
    Object.assign(this, { svg, x, y, title, label, numbers });
  }

  get area() {
    const bottom = MARGIN.bottom + LABEL;
    return {
      left: MARGIN.left,
      top: MARGIN.top,
      width: Math.max(1, this.svg.clientWidth - MARGIN.left - MARGIN.right),
      height: Math.max(1, this.svg.clientHeight - MARGIN.top - (this.label ? bottom : 8)),
    };
  }

  /** Return the pixel coordinates of a position. */
  at([x, y]) {
    const { left, top, width, height } = this.area;
    return [
      left + ((x - this.x[0]) / (this.x[1] - this.x[0])) * width,
      top + ((this.y[1] - y) / (this.y[1] - this.y[0])) * height,
    ];
  }

  /** Return the x at a pointer. */
  under(event) {
    const { left, width } = this.area;
    const across = event.clientX - this.svg.getBoundingClientRect().left - left;
    return this.x[0] + (across / width) * (this.x[1] - this.x[0]);
  }

  /** Return the distance between a pointer and a position, in pixels. */
  distance(event, place) {
    const box = this.svg.getBoundingClientRect();
    const [x, y] = this.at(place);
    return Math.hypot(event.clientX - box.left - x, event.clientY - box.top - y);
  }

  /** Draw axes and marks, which the methods below create. */
  draw(...marks) {
    const { left, top, width, height } = this.area;
    const down = ticks(this.y, height > 120 ? 5 : 3);
    const along = ticks(this.x, width > 400 ? 8 : 4);
    const digits = (values) => Math.max(0, -Math.floor(Math.log10(values[1] - values[0]) + 1e-9));
    const text = (x, y, value, anchor) => `<text x="${x}" y="${y}" text-anchor="${anchor}">${value}</text>`;
    const across = along.map((value) => this.at([value, 0])[0]);
    const rows = down.map((value) => this.at([0, value])[1]);
    this.svg.setAttribute("viewBox", `0 0 ${this.svg.clientWidth} ${this.svg.clientHeight}`);
    this.svg.innerHTML = [
      ...across.map((x) => `<path class="grid" d="M${x} ${top}v${height}"/>`),
      ...rows.map((y) => `<path class="grid" d="M${left} ${y}h${width}"/>`),
      `<path class="axis" d="M${left} ${top}v${height}h${width}"/>`,
      text(0, 14, this.title, "start"),
      ...down.map((value, at) => text(left - 7, rows[at] + 4, this.numbers.fixed(value, digits(down)), "end")),
      ...(this.label
        ? along.map((value, at) =>
            text(across[at], top + height + 18, this.numbers.fixed(value, digits(along)), "middle"),
          )
        : []),
      this.label ? text(left + width, top + height + 18 + LABEL, this.label, "end") : "",
      ...marks.flat(),
    ].join("");
  }

  /** Return marks, clipped to the plot. */
  within(marks) {
    const { left, top, width, height } = this.area;
    const frame = `x="${left}" y="${top}" width="${width}" height="${height + 2}"`;
    return `<svg ${frame} viewBox="${left} ${top} ${width} ${height + 2}">${marks}</svg>`;
  }

  /** Return the points of a function's curve, in pixels. */
  places(f, [from, to]) {
    return Array.from({ length: 161 }, (_, step) => {
      const x = from + ((to - from) * step) / 160;
      const [across, down] = this.at([x, f(x)]);
      return `${across.toFixed(2)} ${Math.max(-1e4, Math.min(down, 1e4)).toFixed(2)}`;
    });
  }

  /** Return a function's curve. */
  curve(f, range = this.x, name = "curve") {
    return this.within(`<path class="${name}" d="M${this.places(f, range).join("L")}"/>`);
  }

  /** Return the area between a function's curve and the axis. */
  filled(f, name) {
    const [from, to] = this.x;
    const [left, base] = this.at([from, 0]);
    const places = this.places(f, [from, to]).join("L");
    return this.within(`<path class="${name}" d="M${left} ${base}L${places}L${this.at([to, 0])[0]} ${base}z"/>`);
  }

  /** Return a straight line between two positions. */
  line(one, other, name) {
    return `<path class="${name}" d="M${this.at(one).join(" ")}L${this.at(other).join(" ")}"/>`;
  }

  /** Return a line with a slope through a position, of the same length on the page for every slope. */
  tangent(place, slope, reach = 60) {
    const { width, height } = this.area;
    const steep = (-slope * (this.x[1] - this.x[0]) * height) / (this.y[1] - this.y[0]) / width;
    const across = reach / Math.hypot(1, steep);
    const [x, y] = this.at(place);
    const by = (sign) => `${x + sign * across} ${y + sign * across * steep}`;
    return this.within(`<path class="tangent" d="M${by(-1)}L${by(1)}"/>`);
  }

  /** Return a point; outside the plot, an arrow at the edge that points to it. */
  dot(place, name, radius) {
    const [x, y] = this.at(place);
    const { top, height } = this.area;
    const arrow = (edge, by) => `<path class="${name}" d="M${x - 7} ${edge}h14l-7 ${by}z"/>`;
    if (y < top) return arrow(top + 11, -12);
    if (y > top + height) return arrow(top + height - 11, 12);
    return `<circle class="${name}" cx="${x}" cy="${y}" r="${radius}"/>`;
  }
}
