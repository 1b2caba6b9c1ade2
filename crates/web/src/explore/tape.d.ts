/** A node of a tape. */
export interface TapeNode {
  /** Its own name, or v1, v2, …, or a constant's number. */
  name: string;
  /** Whether the expression gave it that name. */
  named: boolean;
  /** leaf, constant, neg, sin, …, add, sub, mul, div, pow, max. */
  op: string;
  /** The nodes that it is computed from. */
  operands: number[];
  /** Of a variable: whether the expression gives it its value. */
  given: boolean;
}

/** The contribution of a step to an operand: `after` = `before` + `slope` · incoming. */
export interface TapeContribution {
  operand: number;
  slope: number;
  product: number;
  before: number;
  after: number;
}

/** The operation that was just done. Passes are counted from 0, steps from 1. */
export type TapeMoment =
  | { kind: "start" }
  | { kind: "forward", node: number, step: number, steps: number }
  | { kind: "seed", node: number, pass: number, before: number, after: number }
  | { kind: "backward", node: number, pass: number, step: number, steps: number, incoming: number,
      contributions: TapeContribution[] };

/** The paths from one node up to another. */
export interface TapePaths {
  /** The number of paths; Infinity: more than can be counted. */
  total: number;
  /** The sum of the listed products. */
  sum: number;
  paths: {
    /** The upper node first. */
    nodes: number[];
    product: number;
    /** From name to name; `whole`: there is no other path between the two. */
    factors: { of: number, by: number, value: number, whole: boolean }[];
  }[];
}

/** All numbers of a picture at a moment. Lists have an entry for each node, in the order of the tape. */
export interface TapeFrame {
  /** The node where backward passes begin, and the number of recorded passes. */
  root: number;
  passes: number;
  values: Float64Array;
  /** Whether the value has been computed yet. */
  known: boolean[];
  /** Whether it takes part in backward passes. */
  watched: boolean[];
  /** The gradients added up so far; 0 where nothing is watched. */
  gradients: Float64Array;
  /** ∂root/∂node, whether watched or not. */
  derivatives: Float64Array;
  /** The difference quotients of the root for the first 100 variables, and the relative differences of
      the gradients from them. */
  quotients: Float64Array;
  relatives: Float64Array;
  moment: TapeMoment;
  /** If a variable was given: at most 64 of its paths. */
  paths?: TapePaths;
}

/** The properties of the error of an expression that cannot be read. */
export interface ExpressionProblem {
  field: "expression";
  code: "empty" | "unknownCharacter" | "unexpected" | "unknownFunction" | "reserved" | "reassigned"
    | "numberTooLarge" | "tooLong" | "tooDeep" | "tooManyNodes";
  /** The place in the text, as JavaScript counts it. */
  start: number;
  end: number;
  /** The text at that place; empty at the end. */
  found: string;
  value: string;
  /** The kinds of text that would be right there. */
  expected: ("operand" | "operator" | "opening" | "closing" | "comma" | "end" | "function")[];
  limit?: number;
  /** All functions, if one was expected. */
  functions?: string[];
}
