/**
 * The curve so far: rows of numbers that arrive in pieces. Grows by doubling, so that adding a row to
 * thousands is cheap.
 */

export class CurveStore {
  #columns;
  #rows;
  length = 0;

  /** @param {readonly string[]} columns the names of the numbers in a row */
  constructor(columns) {
    this.#columns = columns;
    this.#rows = new Float64Array(columns.length * 128);
  }

  /** All rows, as a view that is valid until the next `add`. */
  get rows() {
    return this.#rows.subarray(0, this.length * this.#columns.length);
  }

  /**
   * @param {number} from the first row of the piece
   * @param {Float64Array} piece
   * @returns {boolean} whether any row was added
   */
  add(from, piece) {
    if (from !== this.length || piece.length === 0) return false;
    const need = from * this.#columns.length + piece.length;
    if (need > this.#rows.length) {
      const larger = new Float64Array(Math.max(need, 2 * this.#rows.length));
      larger.set(this.rows);
      this.#rows = larger;
    }
    this.#rows.set(piece, from * this.#columns.length);
    this.length = need / this.#columns.length;
    return true;
  }

  /**
   * @param {number} row from 0
   * @param {string} column
   * @returns {number} NaN if there is no such row
   */
  value(row, column) {
    return row < this.length ? this.#rows[row * this.#columns.length + this.#columns.indexOf(column)] : NaN;
  }
}
