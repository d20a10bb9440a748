// Search in scripts that put no spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese. Browsers know
// where their words end (Intl.Segmenter). This file does not depend on Material or lunr.
"use strict";

const spaceless = (() => {
  const LETTERS = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]`;
  const HAS = new RegExp(LETTERS, "u");
  const RUNS = new RegExp(`<[^>]*>|${LETTERS}+`, "gu");
  const LANGUAGES = /^(?:ja|th|zh|lo|km|my)\b/;
  const SEAM = "\u200b"; // Material's documented mark between words that have no space between them
  const MOST_TOGETHER = 8;
  // Common words of questions, and words that only join others
  const STOP_WORDS = new Set("何 什么 甚麼 为什么 為什麼 如何 怎么 怎麼 的 是 了 和 与 與 อะไร คือ ทำไม อย่างไร ของ ที่ และ".split(" "));
  const JOINS = (word) => STOP_WORDS.has(word) || /^\p{sc=Hiragana}{1,3}$/u.test(word);

  const segmenter = self.Intl?.Segmenter && new Intl.Segmenter([], { granularity: "word" });
  // A browser without Intl.Segmenter searches single characters, one after another.
  const segments = (run) => (segmenter ? Array.from(segmenter.segment(run), ({ segment }) => segment) : [...run]);

  /** Separate the words in the texts of an index; return whether there are any. */
  function separate({ config, docs }) {
    if (!docs.some(({ title, text }) => HAS.test(title) || HAS.test(text))) return false;
    const apart = (run) => (run[0] === "<" ? run : [SEAM, ...segments(run), SEAM].join(SEAM));
    for (const doc of docs) {
      doc.title = doc.title.replace(RUNS, apart);
      doc.text = doc.text.replace(RUNS, apart);
    }
    config.separator = `(?:${config.separator})|${SEAM}+`;
    // The words are separated already; lunr's own way to separate Japanese and Thai would cut them again.
    const others = config.lang.filter((language) => !LANGUAGES.test(language));
    config.lang = others.length ? others : ["en"];
    return true;
  }

  /** The texts of an index, with separated words. */
  class Texts {
    /**
     * @param {string[]} texts the texts of the index
     * @param {(term: string) => boolean} isTerm returns whether the index has a term
     */
    constructor(texts, isTerm) {
      this.text = texts.map((text) => text.replace(/<[^>]*>/g, "")).join("\n");
      this.isTerm = isTerm;
    }

    /** Return the lists of consecutive terms with which a text is written on the site, from the start of a word. */
    written(text) {
      const end = [...text].length > 1 ? `[^\\s${SEAM}]*` : `(?=${SEAM})`;
      const pattern = new RegExp(`(?<=${SEAM})${[...text].join(`${SEAM}?`)}${end}`, "gu");
      const found = new Set(Array.from(this.text.matchAll(pattern), ([match]) => match.toLowerCase()));
      return [...found].map((match) => match.split(SEAM)).filter((terms) => terms.every(this.isTerm));
    }

    /** Return the words of a part of a query, in the form of Vocabulary.words: whole, or the longest that are written. */
    words(run) {
      const parts = segments(run);
      const found = [];
      for (let start = 0; start < parts.length; ) {
        let end = start ? Math.min(parts.length, start + MOST_TOGETHER) : parts.length;
        const text = () => parts.slice(start, end).join("");
        let lists = this.written(text());
        while (!lists.length && end > start + 1) {
          end--;
          lists = this.written(text());
        }
        const isJoin = end === start + 1 && parts.length > 1 && JOINS(parts[start]);
        const ways = lists.map((terms) => terms.map((term) => new Set([term])));
        if (!isJoin) found.push({ text: text(), typed: text(), parts: parts.slice(start, end), ways });
        start = end;
      }
      return found;
    }
  }

  return { LETTERS, HAS, Texts, separate };
})();
