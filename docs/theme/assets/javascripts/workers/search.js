// Search by words. Material's own worker, whose name follows the "?" in this worker's address and which is in
// the same folder, builds the index, marks matches and groups them by page. This worker finds the matches.
"use strict";

// On a page opened from a disk, this code runs in a frame instead of a worker, so `location` cannot be used.
const here = new URL(self.document ? document.currentScript.src : self.location);
// Material's kinds of messages
const SETUP = 0;
const QUERY = 2;
const RESULT = 3;

// Common words of questions that do not name a topic
const KOREAN_STOP_WORDS = new Set("무엇 무엇인가 뭐 왜 어떻게 어떤 대한 대해 관한 위한 및 그리고 또는".split(" "));
const isStopWord = (word) => KOREAN_STOP_WORDS.has(word) || !lunr.stopWordFilter(word);

const SHOWN = 3; // sections of a page; a click shows the others
const PAGE_BOOST = 1.25; // factor of a page compared with a section of the same title
const isSection = ({ location }) => location.includes("#");
const byScore = (one, other) => other.score - one.score;

/** The search of one site. */
class Site {
  constructor(index, { config, docs }) {
    this.postings = index.invertedIndex;
    this.fields = Object.entries(config.fields).map(([field, { boost }]) => [field, boost || 1]);
    this.titles = new Map(docs.map(({ location, title }) => [location, title.match(/[^\s\u200b-]+/g)?.length || 1]));
    const texts = docs.flatMap(({ title, text }) => [title, text]);
    const stem = (word) => lunr.stemmer(new lunr.Token(word)).toString();
    this.vocabulary = new searchWords.Vocabulary(Object.keys(this.postings), texts, stem);
  }

  /** Parse a query; return it in the syntax of Material's worker. */
  ask(query) {
    const words = this.vocabulary.words(query);
    const telling = words.filter(({ text }) => !isStopWord(text));
    this.words = (telling.length ? telling : words).map((word) => ({ ...word, found: this.find(word) }));
    this.known = this.words.filter(({ found }) => found.size);
    return this.known.map(({ text }) => `+${text}`).join(" ");
  }

  /** Return the sections that contain a word, each with its score and the matching positions. */
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
      // A second match adds to the score, but does not double it.
      section.score = rarity * Object.values(section.weights).reduce((sum, weight) => sum + weight ** 0.5, 0);
    }
    return found;
  }

  /** Yield the matches in a field for consecutive terms, one of each set: `{location, term, position}`. */
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

  /** Map each section to its field's matches for consecutive terms, one of each set. */
  starts(way, field) {
    const places = way.map((terms) => this.places(terms, field));
    const found = new Map();
    for (const [location, first] of places[0]) {
      const follows = (place) => places.every((one, index) => one.get(location)?.has(place + index));
      found.set(location, new Set([...first].filter(follows)));
    }
    return found;
  }

  /** Map each section to its field's matches for some terms. */
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
   * Return the sections for the last query that contain all its words, in the format of lunr's results.
   *
   * Words that no section contains are ignored; if no section contains all others, any of them is enough.
   */
  answer() {
    const any = new Set(this.known.flatMap(({ found }) => [...found.keys()]));
    const all = [...any].filter((location) => this.known.every(({ found }) => found.has(location)));
    return (all.length ? all : [...any]).map((ref) => {
      const hits = this.known.map(({ found }) => found.get(ref)).filter(Boolean);
      return { ref, score: 1, matchData: { metadata: Object.assign({}, ...hits.map((hit) => hit.metadata)) } };
    });
  }

  /** Sort results that Material grouped by page, and add the matched words of each section. */
  arrange(groups) {
    for (const group of groups) {
      // Pages that are only the parent of their sections do not have a score.
      for (const item of group.filter(({ score }) => score)) Object.assign(item, this.judge(item));
      group.sort(byScore);
      // Material collapses every result with a lower score than the first.
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

/** Wrap the index builder of Material's worker. */
function attend(data) {
  const { build } = lunr.Builder.prototype;
  lunr.Builder.prototype.build = function () {
    const index = build.call(this);
    site = new Site(index, data);
    index.search = () => site.answer();
    return index;
  };
}

// This listener runs before Material's listener, which receives the rewritten query.
self.addEventListener("message", ({ data: message }) => {
  if (message.type === SETUP) {
    spaceless.separate(message.data);
    attend(message.data);
  }
  if (message.type === QUERY) message.data = site.ask(message.data);
});

const post = self.postMessage.bind(self);
self.postMessage = (message) => {
  if (message.type === RESULT) site.arrange(message.data.items);
  post(message);
};

const beside = (name) => new URL(name, here).href;
self.importScripts(beside("search-spaceless.js"), beside("search-korean.js"), beside(here.search.slice(1)));
