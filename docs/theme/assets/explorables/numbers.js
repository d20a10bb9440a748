/* Format numbers in the page's language: −26.681, 2.59×10⁻¹². */

const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

export class Numbers {
  constructor(language) {
    this.language = language;
  }

  /** Format with `least` to `most` digits after the decimal point. */
  fixed(value, least, most = least) {
    const digits = { minimumFractionDigits: least, maximumFractionDigits: most };
    const rounded = Number(value.toFixed(most)) || 0; // no −0
    return rounded.toLocaleString(this.language, digits).replace("-", "−");
  }

  /** Format with some significant digits, as a power of ten if it is less than 0.0001. */
  small(value, digits) {
    if (value === 0 || value >= 1e-4) {
      return value.toLocaleString(this.language, {
        minimumSignificantDigits: digits,
        maximumSignificantDigits: digits,
      });
    }
    const [head, power] = value.toExponential(digits - 1).split("e");
    const raised = [...power].map((sign) => RAISED[sign]).join("");
    return `${this.fixed(Number(head), digits - 1)}×10${raised}`;
  }
}

/** Return a text as HTML, with `<sup>` for superscript digits, because fonts differ in drawing them. */
export function raise(text) {
  const plain = Object.fromEntries(Object.entries(RAISED).map(([sign, raised]) => [raised, sign]));
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return escaped.replace(/[⁻⁰¹²³⁴-⁹]+/g, (power) => {
    const signs = [...power].map((raised) => plain[raised]).join("");
    return `<sup>${signs.replace("-", "−")}</sup>`;
  });
}

/** Return about `count` round numbers in a range. */
export function ticks([low, high], count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough * 0.99);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}
