/**
 * A few lines that make the page's elements: `h` builds them, `listen` attaches what `dispose`
 * must take away again. Text never passes through HTML.
 */

/**
 * Builds an element. `class` and plain attributes are set as they are (`true`: empty attribute;
 * `false`, `null`, `undefined`: none). `word`, `wordLabel` (with `wordName`) and `wordTitle` name
 * words of the locale for the text, the accessible name and the tooltip.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    const attribute = WORD_ATTRIBUTES[name] ?? name;
    element.setAttribute(attribute, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/** The code of a key that an input method has taken; Safari says nothing else of the last one. */
const COMPOSING = 229;

/** @type {Record<string, string>} */
const WORD_ATTRIBUTES = {
  word: "data-word", wordLabel: "data-word-label", wordName: "data-word-name",
  wordTitle: "data-word-title",
};

/**
 * Listens until `signal` is aborted. Keys that belong to an input method, which composes a word of them, are
 * no commands.
 * @param {EventTarget} target
 * @param {string} type
 * @param {(event: any) => void} listener
 * @param {AbortSignal} signal
 * @param {AddEventListenerOptions} [options]
 */
export function listen(target, type, listener, signal, options = {}) {
  const outsideInputMethods = (/** @type {any} */ event) => {
    if (!event.isComposing && event.keyCode !== COMPOSING) listener(event);
  };
  target.addEventListener(type, type === "keydown" ? outsideInputMethods : listener, { ...options, signal });
}

/**
 * Sets text only when it is another: what has not changed is not laid out again.
 * @param {Node} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Puts children in only if they are others: a live region that is touched is read out again.
 * @param {Element} element
 * @param {...(Node | string)} children
 */
export function setChildren(element, ...children) {
  const next = /** @type {Element} */ (element.cloneNode(false));
  next.append(...children);
  if (!element.isEqualNode(next)) element.replaceChildren(...next.childNodes);
}

let lastId = 0;

/**
 * An id that is used nowhere else in the page.
 * @param {string} stem
 * @returns {string}
 */
export function uniqueId(stem) {
  lastId += 1;
  return `${stem}-${lastId}`;
}
