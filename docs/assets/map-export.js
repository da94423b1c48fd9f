/* The evidence map as files to take away: comma-separated values, and a drawing that stands on its own. */
(function () {
  "use strict";

  const ROW = 26, COLUMN = 96, TOP = 96, PAD = 16;
  const TINTS = ["#ffffff", "#eef5f5", "#dbebec", "#c2dcde", "#a6cbce", "#0b6670"];

  /** The counts with their totals, as a spreadsheet reads them; the first cell is the map's title with its years.
   * @param {any} grid @param {string} title */
  function csv(grid, title) {
    const lines = [[title, ...grid.cols.map((/** @type {any} */ col) => col.label), "All"]];
    grid.rows.forEach((/** @type {any} */ row, /** @type {number} */ at) => lines.push([row.label, ...grid.counts[at], row.total]));
    lines.push(["All", ...grid.cols.map((/** @type {any} */ col) => col.total), grid.papers]);
    return lines.map((line) => line.map(quoted).join(",")).join("\r\n") + "\r\n";
  }

  /** @param {string | number} value */
  function quoted(value) {
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  /** The map as a drawing of its own: counts as text, shade as tint and as a bar of one to five fifths, gaps as dashes.
   * @param {any} grid @param {string} title @param {(n: number, most: number) => number} shade */
  function svg(grid, title, shade) {
    const most = Math.max(0, ...grid.counts.flat());
    const side = 40 + 6.6 * Math.max(3, ...grid.rows.map((/** @type {any} */ row) => row.label.length + 2 * row.depth));
    const width = PAD * 2 + side + COLUMN * (grid.cols.length + 1), height = TOP + ROW * (grid.rows.length + 1) + PAD * 2;
    const parts = [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
      `font-family="system-ui, sans-serif" font-size="12" fill="#1d2729"><title>${escaped(title)}</title>`,
      `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
      text(PAD, 26, title, 'font-size="16" font-weight="600"'),
    ];
    const left = (/** @type {number} */ col) => PAD + side + COLUMN * col;
    grid.cols.forEach((/** @type {any} */ col, /** @type {number} */ at) => parts.push(...heading(left(at), col.label)));
    parts.push(...heading(left(grid.cols.length), "All"));
    grid.rows.forEach((/** @type {any} */ row, /** @type {number} */ at) => {
      const top = TOP + ROW * at;
      parts.push(text(PAD + 12 * row.depth, top + 17, row.label, ""));
      grid.counts[at].forEach((/** @type {number} */ n, /** @type {number} */ col) => parts.push(cell(left(col), top, n, shade(n, most))));
      parts.push(middle(left(grid.cols.length), top, row.total));
    });
    const bottom = TOP + ROW * grid.rows.length;
    parts.push(text(PAD, bottom + 17, "All", ""));
    [...grid.cols.map((/** @type {any} */ col) => col.total), grid.papers].forEach((n, at) => parts.push(middle(left(at), bottom, n)));
    return parts.join("\n") + "\n</svg>\n";
  }

  /** A column's name in up to three lines that end above the table. @param {number} x @param {string} label */
  function heading(x, label) {
    const lines = wrapped(label, 14).slice(0, 3);
    return lines.map((line, at) =>
      text(x + COLUMN / 2, TOP - 8 - 14 * (lines.length - 1 - at), line, 'text-anchor="middle" font-weight="600"'));
  }

  /** @param {string} label @param {number} most */
  function wrapped(label, most) {
    /** @type {string[]} */
    const lines = [];
    for (const word of label.split(" ")) {
      const last = lines[lines.length - 1];
      if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    return lines;
  }

  /** @param {number} x @param {number} y @param {number} n @param {number} step */
  function cell(x, y, n, step) {
    const box = `x="${x + 1}" y="${y + 1}" width="${COLUMN - 2}" height="${ROW - 2}" rx="3"`;
    if (!n) return `<rect ${box} fill="none" stroke="#9aa5a7" stroke-dasharray="3 3"/>` + text(x + COLUMN / 2, y + 17, "–", 'text-anchor="middle" fill="#4d5b5e"');
    const [ink, bar] = step === 5 ? ["#ffffff", "#9fe0e3"] : ["#1d2729", "#0b6670"];
    return `<rect ${box} fill="${TINTS[step]}"/>` +
      `<rect x="${x + 1}" y="${y + ROW - 4}" width="${((COLUMN - 2) * step) / 5}" height="3" fill="${bar}"/>` +
      text(x + COLUMN / 2, y + 16, String(n), `text-anchor="middle" fill="${ink}"${step > 3 ? ' font-weight="600"' : ""}`);
  }

  /** @param {number} x @param {number} y @param {number} n */
  function middle(x, y, n) {
    return text(x + COLUMN / 2, y + 17, String(n), 'text-anchor="middle" fill="#4d5b5e"');
  }

  /** @param {number} x @param {number} y @param {string} words @param {string} more */
  function text(x, y, words, more) {
    return `<text x="${x}" y="${y}"${more ? " " + more : ""}>${escaped(words)}</text>`;
  }

  /** @param {string} words */
  function escaped(words) {
    return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  }

  /** @type {any} */ (globalThis).vlmMapFiles = { csv, svg };
})();
