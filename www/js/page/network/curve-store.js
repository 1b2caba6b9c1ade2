/**
 * The curve so far: rows of six numbers that arrive in pieces. Grows by doubling, so that adding
 * a row to thousands costs nothing.
 */

import { CURVE_COLUMNS } from "../../shared/messages.js";

export class CurveStore {
  #rows = new Float64Array(CURVE_COLUMNS * 128);
  length = 0;

  /** All rows, as a view that holds until the next `add`. */
  get rows() {
    return this.#rows.subarray(0, this.length * CURVE_COLUMNS);
  }

  /**
   * @param {number} from the row that the piece begins with
   * @param {Float64Array} piece
   * @returns {boolean} whether there was anything new
   */
  add(from, piece) {
    if (from !== this.length || piece.length === 0) return false;
    const need = from * CURVE_COLUMNS + piece.length;
    if (need > this.#rows.length) {
      const larger = new Float64Array(Math.max(need, 2 * this.#rows.length));
      larger.set(this.rows);
      this.#rows = larger;
    }
    this.#rows.set(piece, from * CURVE_COLUMNS);
    this.length = need / CURVE_COLUMNS;
    return true;
  }

  /**
   * @param {number} row from 0; negative from the end
   * @returns {Float64Array} empty if there is no such row
   */
  at(row) {
    const index = row < 0 ? this.length + row : row;
    return this.rows.slice(index * CURVE_COLUMNS, (index + 1) * CURVE_COLUMNS);
  }
}
