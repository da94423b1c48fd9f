/* The evidence map as files to download: comma-separated values, and a stand-alone drawing. */
(function () {
  "use strict";

  const ROW = 26, COLUMN = 96, TOP = 96, PAD = 16;
  const TINTS = ["#ffffff", "#eef5f5", "#dbebec", "#c2dcde", "#a6cbce", "#0b6670"];
  const BARS = ["#0b6670", "#9fe0e3"];

  /** Return the counts with totals as CSV; the first cell is the title of the map with its years. The second column has the
   * broader term of a row; the heading of a narrower column is "Broader > Narrower".
   * @param {any} grid @param {string} title */
  function csv(grid, title) {
    const head = (/** @type {any} */ col) => (col.broader ? `${col.broader} > ${col.label}` : col.label);
    const lines = [[title, "Broader", ...grid.cols.map(head), "All"]];
    grid.rows.forEach((/** @type {any} */ row, /** @type {number} */ at) => lines.push([row.label, row.broader, ...grid.counts[at], row.total]));
    lines.push(["All", "", ...grid.cols.map((/** @type {any} */ col) => col.total), grid.papers]);
    return lines.map((line) => line.map(quoted).join(",")).join("\r\n") + "\r\n";
  }

  /** @param {string | number} value */
  function quoted(value) {
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  /** Return the map as an SVG file: counts as text, shades as tints and as bars of one to five fifths, gaps as dashes;
   * below it the legend, and the address, date and licence of the map.
   * @param {any} grid @param {string} title
   * @param {{shade: (n: number, most: number) => number, key: {shade: number, mark: string, words: string}[], mark: string,
   *   earlier: (grid: any, row: number, col: number) => number, isUnexpectedlyEmpty: (grid: any, row: number, col: number) => boolean, about: {address: string, newest: string, licence: string}}} how */
  function svg(grid, title, { shade, key, mark, earlier, isUnexpectedlyEmpty, about }) {
    const most = Math.max(0, ...grid.counts.flat());
    const side = 40 + 6.6 * Math.max(3, ...grid.rows.map((/** @type {any} */ row) => row.label.length + 2 * row.depth));
    const words = description(about);
    const inside = Math.max(side + COLUMN * (grid.cols.length + 1), ...words.map((line) => 5.8 * line.length));
    const shades = placed(key, inside);
    const below = TOP + ROW * (grid.rows.length + 1) + 12;
    const width = PAD * 2 + inside, height = below + ROW * shades.lines + 15 * words.length + PAD;
    const parts = [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
      `font-family="system-ui, sans-serif" font-size="12" fill="#1d2729"><title>${escaped(title)}</title><desc>${escaped(words.join(" "))}</desc>`,
      `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
      text(PAD, 26, title, 'font-size="16" font-weight="600"'),
    ];
    const left = (/** @type {number} */ col) => PAD + side + COLUMN * col;
    grid.cols.forEach((/** @type {any} */ col, /** @type {number} */ at) => parts.push(...heading(left(at), col.label, col.depth)));
    parts.push(...heading(left(grid.cols.length), "All", 0));
    grid.rows.forEach((/** @type {any} */ row, /** @type {number} */ at) => {
      const top = TOP + ROW * at;
      parts.push(text(PAD + 12 * row.depth, top + 17, row.label, ""));
      grid.counts[at].forEach((/** @type {number} */ n, /** @type {number} */ col) => parts.push(cell(left(col), top, n, shade(n, most), earlier(grid, at, col) ? mark : isUnexpectedlyEmpty(grid, at, col) ? "!" : "–")));
      parts.push(middle(left(grid.cols.length), top, row.total));
    });
    const bottom = TOP + ROW * grid.rows.length;
    parts.push(text(PAD, bottom + 17, "All", ""));
    [...grid.cols.map((/** @type {any} */ col) => col.total), grid.papers].forEach((n, at) => parts.push(middle(left(at), bottom, n)));
    parts.push('<g font-size="11">', ...shades.boxes.map(({ x, line, one }) => sample(PAD + x, below + ROW * line, one)), "</g>");
    const source = (/** @type {string} */ line, /** @type {number} */ at) => text(PAD, below + ROW * shades.lines + 15 * (at + 1), line, "");
    parts.push('<g font-size="10" fill="#4d5b5e">', ...words.map(source), "</g>");
    return parts.join("\n") + "\n</svg>\n";
  }

  /** Where, when and under which licence a map was taken. @param {{address: string, newest: string, licence: string}} about */
  function description({ address, newest, licence }) {
    return [
      "A cell counts the papers with both tags, narrower terms included. A dash or ! means none; ! where 5 or more would be expected.",
      `vlm-survey, ${newest ? `records up to ${newest}` : "no records"}, ${licence}.`,
      address,
    ];
  }

  /** The position of each shade of the legend: its distance from the left, and its line.
   * @param {{shade: number, mark: string, words: string}[]} key @param {number} most */
  function placed(key, most) {
    let x = 0, line = 0;
    const boxes = key.map((one) => {
      const wide = 36 + 6.4 * one.words.length + 18;
      if (x && x + wide > most) [x, line] = [0, line + 1];
      x += wide;
      return { x: x - wide, line, one };
    });
    return { boxes, lines: line + 1 };
  }

  /** @param {number} x @param {number} y @param {{shade: number, mark: string, words: string}} one */
  function sample(x, y, { shade, mark, words }) {
    const box = `x="${x}" y="${y}" width="30" height="18" rx="3"`;
    const made = shade ? `<rect ${box} fill="${TINTS[shade]}"/><rect x="${x}" y="${y + 16}" width="${6 * shade}" height="2" fill="${BARS[shade === 5 ? 1 : 0]}"/>`
      : empty(box) + text(x + 15, y + 13, mark, 'text-anchor="middle" fill="#4d5b5e"');
    return made + text(x + 36, y + 13, words, "");
  }

  /** @param {string} box */
  function empty(box) {
    return `<rect ${box} fill="none" stroke="#9aa5a7" stroke-dasharray="3 3"/>`;
  }

  /** A column's name in up to three lines that end above the table, slanted for a narrower term.
   * @param {number} x @param {string} label @param {number} depth */
  function heading(x, label, depth) {
    const lines = wrapped(label, 14).slice(0, 3);
    return lines.map((line, at) =>
      text(x + COLUMN / 2, TOP - 8 - 14 * (lines.length - 1 - at), line, `text-anchor="middle" ${depth ? 'font-style="italic"' : 'font-weight="600"'}`));
  }

  /** @param {string} label @param {number} most */
  function wrapped(label, most) {
    /** @type {string[]} */
    const lines = [];
    for (const word of label.split(/ |(?<=-)/)) {
      const last = lines[lines.length - 1];
      const longer = last?.endsWith("-") ? last + word : `${last} ${word}`;
      if (last !== undefined && longer.length <= most) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  /** @param {number} x @param {number} y @param {number} n @param {number} step @param {string} mark the sign for no paper */
  function cell(x, y, n, step, mark) {
    const box = `x="${x + 1}" y="${y + 1}" width="${COLUMN - 2}" height="${ROW - 2}" rx="3"`;
    if (!n) return empty(box) + text(x + COLUMN / 2, y + 17, mark, 'text-anchor="middle" fill="#4d5b5e"');
    const [ink, bar] = step === 5 ? ["#ffffff", BARS[1]] : ["#1d2729", BARS[0]];
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

  VlmSurvey.mapFiles = { csv, svg };
})();
