/** Types of embed.js: the element, what its promises give, and what its events carry. */

/** The metrics of the Network lesson; a loss that is no longer a number is `null`. */
export interface Metrics {
  epoch: number;
  step: number;
  trainLoss: number | null;
  testLoss: number | null;
  trainAccuracy: number | null;
  testAccuracy: number | null;
}

/** The state of a lesson. Plain data: it can be cloned, and stored as JSON. */
export interface State {
  lesson: "start" | "activations" | "chain-rule" | "himmelblau" | "network";
  language: string;
  /** The hash of a link that restores it, except for more than 200 changes on the way; `""`: all defaults. */
  link: string;
  /** Samples, moments of a tape, or steps of a descent, ≥ 0. */
  step: number;
  /** Completed passes; `null` where there are none. */
  epoch: number | null;
  playing: boolean;
  /** `null` in the other lessons, and before the first are known. */
  metrics: Metrics | null;
}

/**
 * Keys of a link with their values, `{ activation: "tanh", learningRate: 0.03 }`; `null`: the default.
 * Keys that are not named stay as they are.
 */
export type Settings = Record<string, string | number | boolean | readonly number[] | null>;

/** The error of rejected promises, and the detail of the event `error`. */
export interface Refusal extends Error {
  /**
   * Of the frame: `outOfRange`, `wrongType`, `unknownField`, … as everywhere; `unsupported` (this lesson
   * has no such thing), `nothingToUndo`, `unknownCommand`, `died` (the trainer).
   * Of the element: `removed`, `reloaded`, `silent`.
   */
  code: string;
  field?: string;
  value?: unknown;
  min?: number;
  max?: number;
  values?: readonly string[];
}

export interface BackpropPlaygroundEvents {
  /** The frame shows its lesson. */
  ready: CustomEvent<State>;
  /** Something was changed, or it has started or stopped moving. */
  change: CustomEvent<State>;
  /** The network has completed passes: while it trains ten times a second at most. */
  epoch: CustomEvent<Metrics>;
  /** A wrong attribute, or a trainer that died. */
  error: CustomEvent<Refusal>;
}

/**
 * `<backprop-playground lesson="network" activation="tanh" learning-rate="0.03">`. Methods wait until
 * the frame is ready, load a frame that is still out of sight, and resolve when what they asked for is
 * done; all of them give the state then. They reject with a {@link Refusal}, and leave the
 * lesson as it was.
 */
export class BackpropPlayground extends HTMLElement {
  /** Milliseconds without any sign of life after which promises are rejected: 30000. */
  patience: number;
  /** Trains, plays or descends. */
  play(): Promise<State>;
  pause(): Promise<State>;
  /** @param count samples, moments or steps, 1 (the default) … 10⁹; pauses first */
  step(count?: number): Promise<State>;
  /** Takes the last change of a run back, or brings back the run before it; in lessons without changes, the last step. */
  undo(): Promise<State>;
  getState(): Promise<State>;
  /**
   * Restores what `getState` gave, with other settings if they stand beside it, or changes some
   * settings. A setting that alters a run begins another; learning rate and epochs do not.
   */
  setState(state: State | (Partial<State> & Settings) | Settings): Promise<State>;
  addEventListener<K extends keyof BackpropPlaygroundEvents>(
    type: K, listener: (this: BackpropPlayground, event: BackpropPlaygroundEvents[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K, listener: (this: BackpropPlayground, event: HTMLElementEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The attributes that become keys of the link: those of all lessons, and of each. */
export const KEYS: Readonly<Record<"all" | State["lesson"], string[]>>;

/** Whether this is a message of a frame, as docs/embedding-messages.schema.json has it. */
export function isFrameMessage(data: unknown): boolean;

declare global {
  interface HTMLElementTagNameMap {
    "backprop-playground": BackpropPlayground;
  }
}
