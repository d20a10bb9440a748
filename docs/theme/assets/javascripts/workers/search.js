// Search in words. Material's own worker, whose name follows the "?" in the address of this one and which
// lies beside it, makes the index, marks what was found and groups it by page. This one says what is found.
"use strict";

// On a page opened from a disk this runs in a frame that stands in for a worker, whose `location` is no help.
const here = new URL(self.document ? document.currentScript.src : self.location);
// Material's kinds of messages
const SETUP = 0;
const QUERY = 2;
const RESULT = 3;

// What queries have around the words that tell what is asked for
const KOREAN_STOP_WORDS = new Set("무엇 무엇인가 뭐 왜 어떻게 어떤 대한 대해 관한 위한 및 그리고 또는".split(" "));
const isStopWord = (word) => KOREAN_STOP_WORDS.has(word) || !lunr.stopWordFilter(word);

const SHOWN = 3; // sections of a page; the others are one click away
const PAGE_BOOST = 1.25; // before a section of the same title
const isSection = ({ location }) => location.includes("#");
const byScore = (one, other) => other.score - one.score;

/** What one site can be asked for. */
class Site {
  constructor(index, { config, docs }) {
    this.postings = index.invertedIndex;
    this.fields = Object.entries(config.fields).map(([field, { boost }]) => [field, boost || 1]);
    this.titles = new Map(docs.map(({ location, title }) => [location, title.trim().split(/[\s-]+/).length]));
    const texts = docs.flatMap(({ title, text }) => [title, text]);
    const stem = (word) => lunr.stemmer(new lunr.Token(word)).toString();
    this.vocabulary = new searchWords.Vocabulary(Object.keys(this.postings), texts, stem);
  }

  /** Read a query; return it in a form that Material's worker takes for its own. */
  ask(query) {
    const words = this.vocabulary.words(query);
    const telling = words.filter(({ text }) => !isStopWord(text));
    this.words = (telling.length ? telling : words).map((word) => ({ ...word, found: this.find(word) }));
    this.known = this.words.filter(({ found }) => found.size);
    return this.known.map(({ text }) => `+${text}`).join(" ");
  }

  /** Return the sections that have a word: for each its score, and where it has the word. */
  find({ text, ways }) {
    const found = new Map();
    for (const way of ways) {
      for (const [field, boost] of this.fields) {
        for (const { location, term, position } of this.said(way, field)) {
          if (!found.has(location)) found.set(location, { weights: {}, metadata: {} });
          const { weights, metadata } = found.get(location);
          const closeness = term === text ? 1 : term.startsWith(text) ? 0.9 : 0.6;
          const share = field === "title" ? this.titles.get(location) : 1;
          weights[field] = (weights[field] || 0) + (boost * closeness * position.length) / share / way.length;
          (metadata[term] ||= {})[field] = { position };
        }
      }
    }
    const rarity = Math.log(1 + this.titles.size / (1 + found.size));
    for (const section of found.values()) {
      // Saying it twice counts for more than saying it once, but not for twice as much.
      section.score = rarity * Object.values(section.weights).reduce((sum, weight) => sum + weight ** 0.5, 0);
    }
    return found;
  }

  /** Where a field says terms of each of some sets, one behind the other: `{location, term, position}`. */
  *said(way, field) {
    const starts = way.length > 1 ? this.starts(way, field) : undefined;
    for (const [index, terms] of way.entries()) {
      for (const term of terms) {
        const postings = this.postings[term][field];
        for (const location in postings) {
          let { position } = postings[location];
          if (starts) position = position.filter((place) => starts.get(location)?.has(place - index));
          if (position.length) yield { location, term, position };
        }
      }
    }
  }

  /** From each section to the places where its field says terms of each set, one behind the other. */
  starts(way, field) {
    const places = way.map((terms) => this.places(terms, field));
    const found = new Map();
    for (const [location, first] of places[0]) {
      const follows = (place) => places.every((one, index) => one.get(location)?.has(place + index));
      found.set(location, new Set([...first].filter(follows)));
    }
    return found;
  }

  /** From each section to where its field has one of some terms. */
  places(terms, field) {
    const found = new Map();
    for (const term of terms) {
      const postings = this.postings[term][field];
      for (const location in postings) {
        if (!found.has(location)) found.set(location, new Set());
        for (const place of postings[location].position) found.get(location).add(place);
      }
    }
    return found;
  }

  /**
   * Answer what was asked last, in the form of lunr's answers: the sections that have all words.
   *
   * Words that no section has do not count; where none has all the others, those that have any answer.
   */
  answer() {
    const any = new Set(this.known.flatMap(({ found }) => [...found.keys()]));
    const all = [...any].filter((location) => this.known.every(({ found }) => found.has(location)));
    return (all.length ? all : [...any]).map((ref) => {
      const hits = this.known.map(({ found }) => found.get(ref)).filter(Boolean);
      return { ref, score: 1, matchData: { metadata: Object.assign({}, ...hits.map((hit) => hit.metadata)) } };
    });
  }

  /** Put an answer, grouped by page as Material does, into our order, with the words that each section has. */
  arrange(groups) {
    for (const group of groups) {
      // Pages that only head their sections have no score.
      for (const item of group.filter(({ score }) => score)) Object.assign(item, this.judge(item));
      group.sort(byScore);
      // Material folds away all that score less than the first.
      for (const item of group.filter(isSection).slice(0, SHOWN)) item.score = group[0].score;
    }
    return groups.sort(([one], [other]) => byScore(one, other));
  }

  judge(item) {
    const entries = ({ text, typed, parts, found }) => {
      if (!found.has(item.location)) return [[typed, false]];
      const isWhole = Object.keys(found.get(item.location).metadata).some((term) => term.includes(text));
      return (isWhole || !parts.length ? [text] : parts).map((one) => [one, true]);
    };
    const scores = this.known.map(({ found }) => found.get(item.location)?.score || 0);
    const sum = scores.reduce((one, other) => one + other);
    return {
      score: isSection(item) ? sum : sum * PAGE_BOOST,
      terms: Object.fromEntries(this.words.flatMap(entries)),
    };
  }
}

let site;

/** Take part when Material's worker makes its index. */
function attend(data) {
  const { build } = lunr.Builder.prototype;
  lunr.Builder.prototype.build = function () {
    const index = build.call(this);
    site = new Site(index, data);
    index.search = () => site.answer();
    return index;
  };
}

// This listener comes before Material's, which finds the query rewritten.
self.addEventListener("message", ({ data: message }) => {
  if (message.type === SETUP) attend(message.data);
  if (message.type === QUERY) message.data = site.ask(message.data);
});

const post = self.postMessage.bind(self);
self.postMessage = (message) => {
  if (message.type === RESULT) site.arrange(message.data.items);
  post(message);
};

self.importScripts(new URL("search-words.js", here).href, new URL(here.search.slice(1), here).href);
