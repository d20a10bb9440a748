// Find the words of a query and the matching terms of the index: Korean without its endings, names in code, and others.
// This file does not depend on Material or lunr.
"use strict";

const searchWords = (() => {
  const list = (text) => text.split(" ");
  // Endings that can follow a noun. Nouns may end alike (가능도, 전문가), so a list alone cannot decide.
  const CASES = list("은 는 이 가 을 를 의 에 에서 에게 으로 로 와 과 도 만 나 이나");
  const PARTICLES = [
    ...CASES,
    ...list("들 부터 까지 보다 처럼 마다 조차 밖에 대로 이란 란 이라는 라는 이라고 라고 이라면 라면"),
    ...list("입니다 이다 이며 이고 이지 인 일 인가 인가요 이었다 였다 이어서 이므로 이지만 으로써 로써"),
  ];
  const VERBS = [
    ...list("하다 하는 하고 하며 하면 하여 하기 하게 하지 하자 하려면 한 한다 한다면 할 함 해 해서 합니다 합시다"),
    ...list("했다 했습니다 되다 되는 되고 되며 되면 된 된다 될 됨 돼 됩니다 됐다 됐습니다 되었습니다"),
  ];
  const IS_ENDING = new Set([...PARTICLES, ...VERBS]);
  const MOST_ENDINGS = 3; // 에서 부터 는
  const MOST_TOGETHER = 4;
  const LONGEST_ENDING = Math.max(...[...IS_ENDING].map((ending) => ending.length));
  // These follow a noun of one syllable more often than they end a noun of two.
  const AFTER_A_SYLLABLE = new Set([...list("은 는 을 를 의 에서 으로"), ...VERBS]);
  // Only a noun has these endings: 가능도를 proves that 가능도 is a noun. 분포로는 does not prove that 분포로 is a noun,
  // but a case ending does not follow another one of these.
  const PROOFS = list("을 를 이 가");
  const ENDS_A_WORD = new Set(list("은 는 이 가 을 를 의 도 나"));

  const HERE = `[가-힣ㄱ-ㅎㅏ-ㅣ]|${spaceless.LETTERS}`;
  const PIECES = new RegExp(`[가-힣ㄱ-ㅎㅏ-ㅣ]+|${spaceless.LETTERS}+|(?:(?!${HERE})[\\p{L}\\p{M}\\p{N}_.])+`, "gu");
  const HANGUL = /[가-힣]+/g;
  const LETTERS = /(?:(?![가-힣])[\p{L}\p{M}])+/gu;
  const DIGIT = /(?<![\d.])\d(?![\d.])/g;
  const CAMEL_CASE = /[A-Za-z]*[a-z][A-Z][A-Za-z]*/g;
  const HUMP = /[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+/g;

  const kinds = new Map();

  /** Runs of the same kind of characters form a piece: hangul, letters of other scripts, digits. */
  function kind(character) {
    if (!kinds.has(character)) {
      const kind = /[가-힣]/.test(character) ? "hangul" : /[\p{L}\p{M}]/u.test(character) ? "letter" : "";
      kinds.set(character, kind || (/\p{N}/u.test(character) ? "digit" : ""));
    }
    return kinds.get(character);
  }

  function put(map, key, value) {
    if (!map.has(key)) map.set(key, new Set());
    map.get(key).add(value);
  }

  /** The lines of a text that contain a piece: much faster than testing a list of strings one by one. */
  function* linesWith(text, piece) {
    for (let at = text.indexOf(piece); at >= 0; ) {
      const end = text.indexOf("\n", at);
      yield text.slice(text.lastIndexOf("\n", at) + 1, end);
      at = text.indexOf(piece, end);
    }
  }

  /** Yield the ways to remove an ending from a word, longest ending first: `[rest, ending]`. */
  function stripped(word) {
    const found = [];
    for (let at = Math.max(0, word.length - LONGEST_ENDING); at < word.length; at++) {
      if (IS_ENDING.has(word.slice(at))) found.push([word.slice(0, at), word.slice(at)]);
    }
    return found;
  }

  /** Yield a word, and the rest without one, two, … endings; the rest of 에서는 is empty. */
  function rests(word, most = MOST_ENDINGS) {
    return [word, ...(most ? stripped(word).flatMap(([rest]) => rests(rest, most - 1)) : [])];
  }

  const inOne = (words) => words.map(({ typed }, index) => (words[index + 1] ? typed : words[index].text)).join("");

  /** The vocabulary of a site's index. */
  class Vocabulary {
    /**
     * @param {string[]} terms the terms of the index
     * @param {string[]} texts the source texts of the terms; capitals separate the parts of CamelCase
     * @param {(word: string) => string} stem returns the stem of an English word
     */
    constructor(terms, texts, stem) {
      this.terms = `\n${terms.join("\n")}\n`;
      const stems = new Map();
      this.stem = (word) => {
        if (!stems.has(word)) stems.set(word, stem(word));
        return stems.get(word);
      };
      this.byStem = new Map();
      this.humps = new Map();
      const runs = new Set();
      for (const term of terms) {
        for (const [run] of term.matchAll(HANGUL)) runs.add(run);
        for (const [run] of term.matchAll(LETTERS)) put(this.byStem, this.stem(run), term);
        for (const [digit] of term.matchAll(DIGIT)) put(this.byStem, digit, term);
      }
      this.runs = `\n${[...runs].join("\n")}\n`;
      const nouns = [...runs].flatMap((run) => [run, ...rests(run).filter((rest) => rest.length > 1)]);
      // Endings of formulas and code stand alone: the 에서는 of `x`에서는 does not make 분포에서는 a compound.
      this.nouns = new Set(nouns.filter((noun) => !rests(noun).includes("")));
      const known = new Set(terms);
      this.spaceless = new spaceless.Texts(texts.filter((text) => spaceless.HAS.test(text)), (term) => known.has(term));
      const names = new Set(texts.flatMap((text) => text.match(CAMEL_CASE) || []));
      for (const name of names) {
        for (const hump of name.matchAll(HUMP)) put(this.humps, name.toLowerCase(), hump.index);
      }
    }

/**
     * Return the words of a query: `text` as it is searched, as it was `typed`, the `parts` that may be written
     * separately, and the `ways` to match it: lists of sets of terms; one term of each set, in this order, matches.
     */
    words(query) {
      const found = [];
      for (const chunk of query.normalize("NFC").split(/[\s-]+/)) {
        const pieces = (chunk.match(PIECES) || []).map((piece) => piece.replace(/^\.+|\.+$/g, ""));
        for (const [place, piece] of pieces.filter(Boolean).entries()) {
          if (spaceless.HAS.test(piece)) found.push(...this.spaceless.words(piece));
          else if (!/^[가-힣ㄱ-ㅣ]/.test(piece)) found.push(this.name(piece));
          else if (!place || !rests(piece).includes("")) found.push(...this.korean(piece));
        }
      }
      return this.together(found);
    }

    /** A non-Korean word: `likelihood`, `log_prob`, `μ`, `0.7`. A single letter must match a whole word. */
    name(typed) {
      const text = typed.toLowerCase();
      const terms = new Set(/^(?:[\p{L}\p{M}]+|\d)$/u.test(text) ? this.byStem.get(this.stem(text)) : []);
      const candidates = text.length > 1 ? linesWith(this.terms, text) : [];
      for (const term of candidates) if (this.hasName(term, text)) terms.add(term);
      return { text, typed, parts: [], ways: [[terms]] };
    }

    /** Return whether a term contains a word that begins with this text. */
    hasName(term, text) {
      for (let at = term.indexOf(text); at >= 0; at = term.indexOf(text, at + 1)) {
        if (this.begins(term, at)) return true;
      }
      return false;
    }

    begins(term, at) {
      if (!at || kind(term[at]) !== kind(term[at - 1])) return true;
      if (kind(term[at]) !== "letter") return false;
      let start = at;
      while (start && kind(term[start - 1]) === "letter") start--;
      const [name] = term.slice(start).match(LETTERS);
      return Boolean(this.humps.get(name)?.has(at - start));
    }

    /** A Korean word without its ending, written as one word or separately. */
    korean(piece) {
      const typed = piece.replace(/[ㄱ-ㅣ]/g, ""); // letters that the keyboard has not combined yet
      if (!typed) return [];
      const text = this.withoutEnding(typed);
      const terms = this.containing(text);
      const wholes = terms.size ? [text] : rests(typed);
      const found = wholes.map((whole) => this.apart(whole)).find(({ length }) => length) || [];
      const parts = found.map((part) => this.withoutEnding(part));
      return [{ text, typed, parts, ways: parts.length ? [[terms], this.inParts(parts)] : [[terms]] }];
    }

    /** Join words of a query that the site writes as one word: 확률 밀도 함수. */
    together(words) {
      const found = [];
      for (let start = 0; start < words.length; ) {
        let end = Math.min(words.length, start + MOST_TOGETHER);
        while (end > start + 1 && !this.isRun(inOne(words.slice(start, end)))) end--;
        const [together] = end > start + 1 ? this.korean(inOne(words.slice(start, end))) : [words[start]];
        const apart = words.slice(start, end);
        if (apart.length > 1) {
          together.parts = apart.map(({ text }) => text);
          together.ways = [together.ways[0], this.inParts(together.parts)];
        }
        found.push(together);
        start = end;
      }
      return found;
    }

    /** Return terms for the parts of a name that is written separately, with only 의 between them. */
    inParts(parts) {
      return parts.map((part, index) => {
        const start = index ? "(?<![가-힣])" : "";
        const end = index < parts.length - 1 ? "의?(?![가-힣])" : "";
        const says = new RegExp(start + part + end);
        return new Set([...linesWith(this.terms, part)].filter((term) => says.test(term)));
      });
    }

    isRun(text) {
      return /^[가-힣]+$/.test(text) && this.runs.includes(text);
    }

    /** Return the terms that contain a word. */
    containing(text) {
      return new Set([...linesWith(this.terms, text)].filter((term) => this.hasKorean(term, text)));
    }

    hasKorean(term, text) {
      for (let at = term.indexOf(text); at >= 0; at = term.indexOf(text, at + 1)) {
        const before = term.slice(0, at).match(/[가-힣]*$/)[0];
        const after = term.slice(at + text.length).match(/^[가-힣]*/)[0];
        if (this.stands(text, before, after)) return true;
      }
      return false;
    }

    /** Return whether a word is one of the words of a compound, not a text across word boundaries. */
    stands(text, before, after) {
      const ends = rests(after).includes("");
      if (text.length === 1) return !before && ends; // not 합 in 합니다
      if (!before) return true;
      if (!ends && !this.isMade(after)) return false; // not 로그 in 프로그램
      const isCompound = rests(before + text + after).some((rest) => this.apart(rest, 2).length);
      return !isCompound || (this.isMade(before) && this.isMade(text + after)); // not 도함수 in 확률밀도함수
    }

    isMade(word) {
      return rests(word).some((rest) => this.nouns.has(rest) || this.apart(rest, 2).length);
    }

    withoutEnding(word, most = MOST_ENDINGS) {
      if (!most) return word;
      for (const [rest, ending] of stripped(word)) {
        if (!rest || (rest.length === 1 && !AFTER_A_SYLLABLE.has(ending))) continue;
        const behind = this.behind(word);
        const proofs = ENDS_A_WORD.has(ending) ? CASES : PROOFS;
        // 평균이나 proves nothing of 평균이: 이나 is one particle.
        if (proofs.some((proof) => behind.has(proof) && !IS_ENDING.has(ending + proof))) return word;
        const behindRest = [...this.behind(rest)];
        const proves = (tail) => !tail || (!tail.startsWith(ending) && rests(tail).includes(""));
        const shorter = this.withoutEnding(rest, most - 1);
        const isKnown = behindRest.some(proves) || shorter !== rest;
        if (isKnown || (rest.length > 1 && !behind.size && behindRest.length)) return shorter;
      }
      return word;
    }

    /** Yield the text after a word on the site, up to the end of the enclosing word. */
    behind(word) {
      const found = new Set();
      const piece = word.length > 1 ? word : `\n${word}`;
      for (let at = this.runs.indexOf(piece); at >= 0; at = this.runs.indexOf(piece, at + 1)) {
        const start = at + piece.length;
        found.add(this.runs.slice(start, this.runs.indexOf("\n", start)));
      }
      return found;
    }

    /** Return the fewest words of the site that form a word, each without its ending; or none. */
    apart(word, shortest = 1) {
      const best = [[]];
      for (let end = shortest; end <= word.length; end++) {
        for (let start = 0; start <= end - shortest; start++) {
          const part = word.slice(start, end);
          const isShorter = best[start] && !(best[end]?.length <= best[start].length + 1);
          if (isShorter && part !== word && this.nouns.has(part)) best[end] = [...best[start], part];
        }
      }
      return best[word.length] || [];
    }
  }

  return { Vocabulary };
})();
