/**
 * Helpers for the page's elements: `h` builds them, `listen` adds listeners that an abort signal
 * removes. Text is never parsed as HTML.
 */

/**
 * Builds an element. `class` and plain attributes are set as they are (`true`: empty attribute;
 * `false`, `null`, `undefined`: none). `word`, `wordLabel` (with `wordName`) and `wordTitle` are
 * keys of the locale for the text, the accessible name and the tooltip.
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

/** The `keyCode` of a key handled by an input method; in Safari the only sign of the last one. */
const COMPOSING = 229;

/** @type {Record<string, string>} */
const WORD_ATTRIBUTES = {
  word: "data-word", wordLabel: "data-word-label", wordName: "data-word-name",
  wordTitle: "data-word-title",
};

/**
 * Listens until `signal` is aborted. Keys handled by an input method are ignored.
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
 * Sets the text if it differs: unchanged text is not laid out again.
 * @param {Node} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Replaces the children if they differ: any change of a live region is read out again.
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
 * An id that is unique in the page.
 * @param {string} stem
 * @returns {string}
 */
export function uniqueId(stem) {
  lastId += 1;
  return `${stem}-${lastId}`;
}
