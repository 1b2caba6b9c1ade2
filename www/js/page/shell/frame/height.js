/**
 * Tells the host how high the page in its frame would like to be, at once and whenever that changes.
 * What it says is the height of the content, which in a frame does not depend on the frame's own
 * height (the style sheets measure a screen by `--screen`, which then stands still): a host that
 * follows gets no other answer.
 */

import { busyWhile } from "../../ui/idle.js";

/** Milliseconds that a host may take to follow. */
const PATIENCE = 1000;

/** @param {number} height @param {string} src the address that the host gave the frame */
const messages = (height, src) => {
  const embedly = { src, context: "iframe.resize", height };
  const canvas = { subject: "lti.frameResize", height };
  // Hosts of today read objects and JSON, older ones and Embedly's own script only JSON.
  return [{ height }, embedly, JSON.stringify(embedly), canvas, JSON.stringify(canvas)];
};

/**
 * @param {Window} host
 * @returns {() => void} tells it once more, if it is another
 */
export function tellHeight(host) {
  const src = location.href;
  let told = 0;
  let timer = 0;
  // A scroll bar takes width, and a narrower page has another height: where all is seen there is none.
  // One comes only when a host has had time to follow; otherwise the two heights would take turns.
  const show = () => document.documentElement.classList.toggle("seen-whole", innerHeight >= told);
  const fit = () => {
    clearTimeout(timer);
    if (innerHeight >= told) show();
    else timer = setTimeout(show, PATIENCE);
  };
  addEventListener("resize", fit);
  let request = 0;
  busyWhile(() => request !== 0);
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === told || height === 0) return;
    told = height;
    // Not here: what an observer of sizes changes, it must not see in the same frame.
    cancelAnimationFrame(request);
    request = requestAnimationFrame(() => {
      request = 0;
      fit();
    });
    // A height is no secret, and who the host is cannot be known.
    for (const message of messages(height, src)) host.postMessage(message, "*");
  };
  // It calls at most once in a frame; out of sight, where frames do not come, `tell` is called.
  new ResizeObserver(tell).observe(document.body);
  return tell;
}
