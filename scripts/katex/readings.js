// Reads formulas aloud as a lecturer does: KaTeX's MathML through Speech Rule Engine (SRE), with our rules on top.
"use strict";

const { readFile } = require("node:fs/promises");
const { join } = require("node:path");

// SRE's ClearSpeak preferences: a binomial coefficient is not a matrix, a dot is not "times", Δ is not a triangle.
const STYLE = "Matrix_Combinatoric:MultiLineOverview_None:MultsymbolDot_Dot:TriangleSymbol_Delta";

// What SRE misunderstands in KaTeX's MathML.
const MATHML = [
  [/<annotation[^]*?<\/annotation>/g, ""],
  // \mathrm{NLL}(p) is a function of p, not the product of N, L, L and p.
  [/(?:<mi mathvariant="normal">[A-Za-z]<\/mi>){2,}/g, (letters) => `<mi>${letters.replace(/<[^>]*>/g, "")}</mi>`],
  [/(<mi>[A-Za-z]{2,}<\/mi>(?:<\/mrow>)?)(?=<mo[^>]*>\()/g, "$1<mo>\u2061</mo>"],
  [/<mi>arg<\/mi><mo>\u2061<\/mo>(?:<mspace[^>]*>(?:<\/mspace>)?)?((?:<munder>(?:<mrow>)?)?)<mi>(max|min)<\/mi>/g, "$1<mi>arg$2</mi>"],
  [/<mi mathvariant="(?:normal|sans-serif)">T<\/mi>(?=<\/msup>)/g, "<mi>⊤</mi>"],
  [/ mathvariant="normal"/g, ""],
  [/<mi>([∣∥])<\/mi>/g, "<mo>$1</mo>"],
  [/ˉ/g, "¯"], // \bar
  // The d of d(…)/dp is not a function.
  [/(<mfrac><mrow>)<mi>d<\/mi>([^]*?<mrow>)<mi>d<\/mi>(?=<mi>[^<]*<\/mi><\/mrow><\/mfrac>)/g, "$1<mtext>d</mtext>$2<mtext>d</mtext>"],
  // {}_{10}C_7 is said in its order.
  [/<msub><mrow><\/mrow>(<m[in]>[^<]*<\/m[in]>)<\/msub><msub>(<mi>[^<]*<\/mi><m[in]>[^<]*<\/m[in]>)<\/msub>/g, "$1$2"],
  // An equation that continues on the next line is one equation.
  [/<mtable[^>]*columnalign="right left[^]*?<\/mtable>/g, (lines) => (CONTINUED.test(lines) ? onOneLine(lines) : lines)],
];
const CONTINUED = /<mtr><mtd[^>]*><mstyle[^>]*><mrow><\/mrow><\/mstyle><\/mtd><mtd/;
const CELL = /<mtd[^>]*><mstyle[^>]*>(?:<mrow>([^]*?)<\/mrow>|([^]*?))<\/mstyle><\/mtd>/g;
const BETWEEN = /<mrow><\/mrow>|<\/?mt(?:able|r)[^>]*>/g;
const onOneLine = (lines) => `<mrow>${lines.replace(CELL, "$1$2").replace(BETWEEN, "")}</mrow>`;

const SIGNS = {
  "∏": { ko: "모두 곱" },
  "∂": { ko: "라운드", en: "partial" },
  "∼": { ko: "의 분포는", en: "is distributed as" },
  "≈": { en: "approximately equals" },
  "∣": { ko: "세로줄", en: "vertical bar" },
  "∥": { ko: "겹세로줄", en: "double bar" },
  "⋅": { ko: "점" },
  "⊙": { ko: "성분별 곱", en: "element-wise times" },
  "←": { ko: "에 대입", en: "becomes" },
  "⇒": { ko: "따라서", en: "implies" },
  "⟹": { ko: "따라서", en: "implies" },
};

// A part that needs no sign of where it begins and ends: a name, a number, one with an index or an exponent, …
const isSmall = (node) =>
  `${node}[(self::identifier or self::number or self::subscript or self::overscore or self::operator or self::prefixop ` +
  'or self::superscript[children/*[2][self::number]] or contains(@annotation, "simple")) ' +
  'and not(descendant::infixop[@role!="implicit"]) and not(descendant::fenced)]';
const INSIDE = "children/*[2]/children/*[1]";
const BARS = `${INSIDE}/content/*[text()="∥"]`;
const ALL = "{c1} {1} {c2}";

// Rules that come before SRE's: XPath that all match in its tree of meanings, and what is said in each language.
// {2.1} is the first child of the second child, {c1} the first sign between or around children.
const RULES = [
  [["self::appl", BARS], { ko: "{2.1.1} 와 {2.1.3} 사이의 {1} 발산", en: "the {1} divergence of {2.1.1} from {2.1.3}" }],
  [["self::appl", BARS, "children/*[1][self::subscript]"], { ko: "{2.1.1} 와 {2.1.3} 사이의 {1.2} 발산", en: "the {1.2} divergence of {2.1.1} from {2.1.3}" }],
  [["self::punctuation", '@role="vbar"'], { ko: "조건", en: "given" }],
  [["self::punctuated", "count(children/*)=3", 'children/*[2][@role="vbar"]'], { ko: "{1} 조건 {3}", en: "{1} given {3}" }],
  [["self::superscript", 'children/*[2][text()="⊤" or text()="⊺"]'], { ko: "{1} 전치", en: "{1} transpose" }],
  [["self::superscript", "children/*[2][self::fenced]"], { ko: "{1} 위 첨자 {2.1}", en: "{1} superscript {2.1}" }],
  [["self::subscript", 'children/*[2][self::infixop][@role!="implicit"]'], { ko: "{1} 서브 {2} 서브 끝", en: "{1} sub {2} end sub" }],
  [["self::fraction", '@role!="vulgar"', isSmall("children/*[1]"), isSmall("children/*[2]")], { ko: "{2} 분의 {1}", en: "{1} over {2}" }],
  // f(x_i) needs no parentheses, (AB)x and [x] do, and A(Bx) is a product of matrices.
  [["self::fenced", '@role="leftright"', "parent::*/parent::appl", "children/*[1][self::subscript or self::overscore]"], { ko: "{1}", en: "{1}" }],
  [["self::fenced", '@role="leftright"', "children/*[1][self::infixop or self::prefixop]"], { ko: ALL, en: ALL }],
  [["self::fenced", '@role="leftright"', 'content/*[1][text()!="("]'], { ko: ALL, en: ALL }],
  [["self::appl", `${INSIDE}[@role="implicit"]/children/*[1][@category="Lu"]`], { ko: "{1} {2}", en: "{1} times {2}" }],
  [["self::fenced", '@role="neutral"', `not(${isSmall("children/*[1]")})`], { ko: "절댓값 {1} 절댓값 끝", en: "the absolute value of {1} end absolute value" }],
  [["self::fenced", '@role="metric"'], { ko: "노름 {1} 노름 끝", en: "the norm of {1} end norm" }],
  [["self::fenced", '@role="metric"', isSmall("children/*[1]")], { ko: "{1} 의 노름", en: "the norm of {1}" }],
  [["self::relseq", "count(children/*)=3", 'not(content/*[@role!="inequality"])'], { ko: "{1} 는 {2} 보다 {c1}, {2} 는 {3} 보다 {c2}" }],
  [["self::multirel", "count(children/*)=3", 'not(content/*[@role!="inequality"])'], { ko: "{1} 는 {2} 보다 {c1}, {2} 는 {3} 보다 {c2}" }],
  [["self::relseq", "children/*[1][self::empty]", '@role="inequality"'], { ko: "{2} 보다 {c1}" }],
  [["self::infixop", '@role="element"', "parent::*/parent::limlower"], { ko: "{2} 의 원소인 {1}", en: "{1} in {2}" }],
  [["self::relation", "parent::*/parent::*[self::relseq or self::multirel]", 'text()="="'], { ko: "는" }],
  [["self::limboth"], { ko: "{1} {2} 부터 {3} 까지" }],
  [["self::underscore", "children/*[1][self::identifier]"], { ko: "{2} 에 대한 {1}" }],
];

// What SRE said, and what a lecturer says.
const SAID = {
  ko: [
    [/기본 |필기체 |칠판볼드체 /g, ""],
    [/아래첨자/g, "서브"],
    [/곡절 악센트/g, "햇"],
    [/물결표/g, "틸드"],
    [/(\S+) ⃗/g, "벡터 $1"],
    [/편미분/g, "라운드"],
    [/쎄타/g, "세타"],
    [/코싸인/g, "코사인"],
    [/자연지수함수/g, "익스포넨셜"],
    [/softmax/g, "소프트맥스"],
    [/arg(max|min)/g, (_, end) => (end === "max" ? "아그맥스" : "아그민")],
    [/케이스/g, "경우"],
    [/거의 같다/g, "는 대략"],
    [/\bK L\b/g, "KL"],
    [/조합 (\S+) 씨 /g, "$1 C "],
    [/(지수|루트)(시작|끝)/g, "$1 $2"],
    [/(로그|아그맥스|아그민|괄호 닫고) 의 /g, "$1 "],
    [/ 의 괄호 열고/g, " 괄호 열고"],
    [/ ,/g, ","],
    // Particles follow their word without a space. Some depend on its last consonant, also in the names of letters and digits.
    [/(\S) (는|은|와|과|를|을|의|이고|인|보다|에서|부터|까지|에|분의)(?= |$)/g, (_, end, particle) => end + (PAIRS[particle]?.[Number(endsInConsonant(end))] ?? particle)],
  ],
  en: [
    [/\b(?:normal|script|double struck) /g, ""],
    [/(\S+) ⃗/g, "vector $1"],
    [/\bK L\b/g, "KL"],
    [/partial differential/g, "partial"],
    [/percent sign/g, "percent"],
    [/\bthe the\b/g, "the"],
  ],
};
const PAIRS = { 는: ["는", "은"], 은: ["는", "은"], 와: ["와", "과"], 과: ["와", "과"], 를: ["를", "을"], 을: ["를", "을"] };
const endsInConsonant = (end) => (/[가-힣]/.test(end) ? (end.charCodeAt() - "가".charCodeAt()) % 28 > 0 : /[lmnrLMNR013678]/.test(end));
const CAPITAL = { ko: "대문자", en: "capital" };

const step = (place) => (place[0] === "c" ? `content/*[${place.slice(1)}]` : `children/*[${place}]`);
const part = (text) => (text[0] === "{" ? `[n] ${text.slice(1, -1).split(".").map(step).join("/")}` : `[t] "${text}"`);
const action = (text) => text.split(/ ?(\{.*?\}) ?/).filter(Boolean).map(part).join("; ");
const code = (sign) => sign.codePointAt().toString(16).toUpperCase().padStart(4, "0");

/** Return SRE's tables of a language as JSON, with our signs and rules. */
function changed(tables, language) {
  const maps = JSON.parse(tables);
  const names = new Map(Object.entries(SIGNS).map(([sign, names]) => [code(sign), names[language]]));
  for (const entry of Object.values(maps).filter(Array.isArray).flat()) {
    if (names.get(entry.key)) entry.mappings = { default: { default: names.get(entry.key) } };
  }
  const { rules } = Object.values(maps).find(({ domain, kind }) => domain === "clearspeak" && kind !== "actions");
  for (const [index, [where, says]] of RULES.entries()) {
    if (says[language]) rules.push(["Rule", `ours-${index}`, "default", action(says[language]), ...where, "self::*", "priority=Infinity"]);
  }
  return JSON.stringify(maps);
}

let engine;
let current = "";

/**
 * Return what a lecturer says for a formula, or "" for a language that has no rules here.
 *
 * @param {string} mathml KaTeX's MathML
 * @param {string} language `ko`, `en`
 * @param {string} library the folder of SRE, which takes part of a second to load
 */
async function reading(mathml, language, library) {
  if (!(language in SAID)) return "";
  if (!engine) {
    // SRE loads English when it starts, as its fallback, so that it must know this before.
    const tables = (locale) => readFile(join(library, "lib", "mathmaps", `${locale}.json`), "utf-8");
    const custom = async (locale) => (locale in SAID ? changed(await tables(locale), locale) : tables(locale));
    global.SREfeature = { custom };
    engine = require(library);
  }
  if (current !== language) {
    await engine.setupEngine({ locale: language, domain: "clearspeak", style: STYLE, modality: "speech" });
    current = language;
  }
  let formula = mathml;
  for (const [from, to] of MATHML) formula = formula.replace(from, to);
  let said = engine.toSpeech(formula).replace(/\s+/g, " ").trim();
  for (const letter of new Set(formula.match(/(?<=<mi>)[A-Z](?=<\/mi>)/g))) {
    // K and k sound alike.
    const isBoth = formula.includes(`<mi>${letter.toLowerCase()}</mi>`);
    if (isBoth) said = said.replace(RegExp(`(?<!\\S)${letter}(?!\\S)`, "g"), `${CAPITAL[language]} ${letter}`);
  }
  for (const [from, to] of SAID[language]) said = said.replace(from, to);
  return said;
}

module.exports = { reading };
