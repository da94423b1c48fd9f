/**
 * Tables whose columns sort: each heading becomes a button. The first press sorts, the next reverses the order.
 *
 * Numbers (cells with `data-sort`, or columns of amounts) begin with the largest, words with A; unknown values are last.
 * A heading with `data-fixed` does not sort, because its column has values of different settings. `data-order="up"` begins with the
 * smallest number. A table sends the event "vs-sorted" after sorting.
 */
"use strict";

VlmSurvey.tables = (() => {
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  class SortableTable {
    /** @param {HTMLTableElement} table */
    constructor(table) {
      this.table = table;
      this.rows = [...table.tBodies[0].rows];
      this.heads = [...table.tHead.rows[0].cells];
      /** The number of the sorted column, -1 for the original order; then whether the order is reversed. */
      this.by = -1;
      this.turned = false;
      this.heads.forEach((head, place) => this.#dress(head, place));
    }

    #dress(head, place) {
      if ("fixed" in head.dataset) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "vs-sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        this.sort(place, this.by === place && !this.turned);
        this.table.dispatchEvent(new Event("vs-sorted"));
      });
    }

    /** Take in rows that were put below the others. @param {HTMLTableRowElement[]} rows */
    add(rows) {
      this.rows.push(...rows);
    }

    /** Whether a column contains numbers. */
    #counts(place) {
      return this.heads[place].classList.contains("vs-amount");
    }

    /** Whether the usual order of a column begins with the largest. */
    #falls(place) {
      return this.#counts(place) && this.heads[place].dataset.order !== "up";
    }

    /** The name of a column, from its heading. */
    name(place) {
      return this.heads[place].textContent.trim();
    }

    /** Sort by the column at `place` (-1: the original order). `turned` reverses the column's usual order. */
    sort(place, turned = false) {
      this.by = place;
      this.turned = turned;
      this.heads.forEach((head, each) => {
        const up = this.#falls(each) === turned;
        if (each === place) head.setAttribute("aria-sort", up ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      this.table.tBodies[0].append(...(place < 0 ? this.rows : this.#sorted(place, turned)));
    }

    #sorted(place, turned) {
      const down = this.#falls(place) !== turned ? -1 : 1;
      const keyed = this.rows.map((row, at) => ({ row, at, key: this.#key(row.cells[place], place) }));
      keyed.sort((a, b) => {
        if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null) || a.at - b.at;
        const order = typeof a.key === "number" ? a.key - b.key : collator.compare(a.key, b.key);
        return order * down || a.at - b.at;
      });
      return keyed.map(({ row }) => row);
    }

    /** The sort value of a cell; null if unknown. */
    #key(cell, place) {
      if (!cell || cell.matches(":has(> i)")) return null;
      if (!this.#counts(place)) return cell.textContent.trim() || null;
      const number = Number(cell.dataset.sort ?? cell.textContent.replace(/,/g, ""));
      return Number.isNaN(number) ? null : number;
    }
  }

  /** @type {Map<HTMLTableElement, SortableTable>} */
  const known = new Map();
  for (const table of /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll("table[data-sortable]"))) known.set(table, new SortableTable(table));

  return { of: (table) => known.get(table) };
})();
