/**
 * Roving focus: a group of controls is one tab stop. Arrow keys move between them, and Tab returns to the last focused one.
 */
"use strict";

VlmSurvey.rove = (() => {
  /** The controls in `frame` that match `selector`, including those added later. */
  class Stops {
    constructor(frame, selector) {
      this.frame = frame;
      this.selector = selector;
      frame.addEventListener("focusin", (event) => event.target.matches(selector) && this.stand(event.target));
      this.settle();
    }

    all() {
      return [...this.frame.querySelectorAll(this.selector)];
    }

    seen() {
      return this.all().filter((stop) => stop.checkVisibility());
    }

    /** Make `here` the only tab stop. */
    stand(here) {
      for (const stop of this.all()) stop.tabIndex = stop === here ? 0 : -1;
    }

    /** Ensure that there is one tab stop: the last one, or the first control. Needs no layout. */
    settle() {
      const all = this.all();
      if (all.filter((stop) => stop.tabIndex === 0).length !== 1) this.stand(all[0]);
    }

    /** If the tab stop is not visible, make `instead` the tab stop. */
    uncover(instead) {
      if (!this.seen().some((stop) => stop.tabIndex === 0)) this.stand(instead);
    }

    /** Move the focus by `by` from `from`, up to the first or last control. */
    step(from, by) {
      const seen = this.seen();
      seen[Math.max(0, Math.min(seen.length - 1, seen.indexOf(from) + by))]?.focus();
    }
  }

  /** Make one tab stop of all that match `selector` in `frame`. */
  function stops(frame, selector) {
    return new Stops(frame, selector);
  }

  /** The same for a row of buttons, with the keys that move in it. */
  stops.row = (frame, selector) => {
    const found = new Stops(frame, selector);
    const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
    frame.addEventListener("keydown", (event) => {
      if (!(event.key in steps) || !event.target.matches(selector) || event.ctrlKey || event.metaKey || event.altKey) return;
      found.step(event.target, steps[event.key]);
      event.preventDefault();
    });
    return found;
  };

  return stops;
})();
