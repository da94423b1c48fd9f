/** What the scripts of this folder share, for the type checker: `make lint` reads it, no page does. */

/** The one global name; each script adds its part. */
declare var VlmSurvey: {
  // shared/corpus.js
  corpusWithFilters(): Promise<Corpus>;
  corpusWithNames(papers?: number[]): Promise<Corpus>;
  corpusWithSummaries(): Promise<Corpus>;
  load(name: string): Promise<any>;
  loadColumns(name: string): Promise<any>;
  columns(data: any): Record<"year" | "venue" | "flags" | "licence" | "added", ArrayLike<number>> & { tags: number[][] };
  fold(text: string): string;
  bare(text: string): string;
  foldAhead(corpus: Corpus): Promise<void>;
  page(path: string): string;
  make(tag: string, properties?: Record<string, any>, ...children: (Node | string | null | undefined)[]): any;
  papersInWords(count: number): string;
  number(count: number): string;
  // the other scripts
  searchText: any;
  suggestions: any;
  catalogue: any;
  exports: any;
  rove: any;
  tables: any;
  question: any;
  filters: any;
  results: any;
  emptyState: any;
  mapFiles: any;
  myPapers: any;
  markButton(key: string, title: string): HTMLElement;
};

/** A term of the taxonomy. Numbers count through all axes; `parent` is -1 for none; `names` are folded. */
interface Term {
  id: string;
  label: string;
  zh: string;
  axis: number;
  number: number;
  parent: number;
  depth: number;
  names: string[];
}

interface Axis {
  id: string;
  label: string;
  zh: string;
  question: string;
  number: number;
  terms: Term[];
}

/** All papers as columns; a paper is its place in them (shared/corpus.js says more). */
interface Corpus {
  size: number;
  edition: number;
  keys: string[];
  titles: string[];
  bylines: string[];
  models: string[];
  years: Int16Array;
  venue: Int16Array;
  venues: { name: string; slug: string; kind: string }[];
  axes: Axis[];
  terms: Term[];
  starts: Int32Array;
  wide: Uint16Array;
  summaries: any;
  vocabulary?: Map<string, number>;
  place(key: string): number | undefined;
  published(paper: number): string;
  has(paper: number, name: string): boolean;
  text(paper: number): string;
  people(paper: number): string;
  carries(paper: number, term: number): boolean;
  count(term: number): number;
  [more: string]: any;
}

// The pages of this site are HTML: what a selector finds is an HTML element, where its tag does not say more.
interface ParentNode {
  querySelector<K extends keyof HTMLElementTagNameMap>(selectors: K): HTMLElementTagNameMap[K] | null;
  querySelector<E extends HTMLElement = HTMLElement>(selectors: string): E | null;
  querySelectorAll<K extends keyof HTMLElementTagNameMap>(selectors: K): NodeListOf<HTMLElementTagNameMap[K]>;
  querySelectorAll<E extends HTMLElement = HTMLElement>(selectors: string): NodeListOf<E>;
}

interface Element {
  closest<K extends keyof HTMLElementTagNameMap>(selector: K): HTMLElementTagNameMap[K] | null;
  closest<E extends HTMLElement = HTMLElement>(selectors: string): E | null;
}
