/** A node of a tape. */
export interface TapeNode {
  /** Its own name, or v1, v2, …, or the number that a constant is. */
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

/** What one step adds to one operand: `after` = `before` + `slope` · incoming. */
export interface TapeContribution {
  operand: number;
  slope: number;
  product: number;
  before: number;
  after: number;
}

/** What has just been done. Passes are counted from 0, steps from 1. */
export type TapeMoment =
  | { kind: "start" }
  | { kind: "forward", node: number, step: number, steps: number }
  | { kind: "seed", node: number, pass: number, before: number, after: number }
  | { kind: "backward", node: number, pass: number, step: number, steps: number, incoming: number,
      contributions: TapeContribution[] };

/** The ways from one node up to another. */
export interface TapePaths {
  /** How many there are; Infinity: more than can be counted. */
  total: number;
  /** The sum of the products that are listed. */
  sum: number;
  paths: {
    /** The upper node first. */
    nodes: number[];
    product: number;
    /** From name to name; `whole`: there is no other way between the two. */
    factors: { of: number, by: number, value: number, whole: boolean }[];
  }[];
}

/** All that a picture shows at a moment. Lists have an entry for each node, in the order of the tape. */
export interface TapeFrame {
  /** The node where backward passes begin, and how many were recorded. */
  root: number;
  passes: number;
  values: Float64Array;
  /** Whether the value has been computed yet. */
  known: boolean[];
  /** Whether it takes part in backward passes. */
  watched: boolean[];
  /** What has been added up; 0 where nothing is watched. */
  gradients: Float64Array;
  /** ∂root/∂node, whatever is watched. */
  derivatives: Float64Array;
  /** Of the first 100 variables: the difference quotients of the root, and how far the gradients are from
      them, as shares of the larger. */
  quotients: Float64Array;
  relatives: Float64Array;
  moment: TapeMoment;
  /** Where a variable was named: at most 64 of them. */
  paths?: TapePaths;
}

/** The properties of the error of an expression that cannot be read. */
export interface ExpressionProblem {
  field: "expression";
  code: "empty" | "unknownCharacter" | "unexpected" | "unknownFunction" | "reserved" | "reassigned"
    | "numberTooLarge" | "tooLong" | "tooDeep" | "tooManyNodes";
  /** Where, in the text as JavaScript counts it. */
  start: number;
  end: number;
  /** What stands there; empty at the end of the text. */
  found: string;
  value: string;
  /** What would have been right there. */
  expected: ("operand" | "operator" | "opening" | "closing" | "comma" | "end" | "function")[];
  limit?: number;
  /** The functions that there are, where one was expected. */
  functions?: string[];
}
