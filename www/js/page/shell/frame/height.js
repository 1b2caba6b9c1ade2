/**
 * Reports the height of the page's content to the host, at once and whenever it changes. In a frame
 * this does not depend on the frame's own height (the style sheets use `--screen` for the height of a
 * screen, which is constant there), so a host that adapts the frame does not trigger another report.
 */

import { busyWhile } from "../../ui/idle.js";

/** Milliseconds that a host may take to adapt the frame. */
const PATIENCE = 1000;

/** @param {number} height @param {string} src the frame's URL, as the host set it */
const messages = (height, src) => {
  const embedly = { src, context: "iframe.resize", height };
  const canvas = { subject: "lti.frameResize", height };
  // Current hosts read objects and JSON, older ones and Embedly's own script only JSON.
  return [{ height }, embedly, JSON.stringify(embedly), canvas, JSON.stringify(canvas)];
};

/** @param {Window} host @returns {() => void} reports the height again if it has changed */
export function tellHeight(host) {
  const src = location.href;
  let told = 0;
  let timer = 0;
  // A scroll bar takes width, and a narrower page has another height. So there is none while the page fits,
  // and one appears only after the host has had time to adapt; otherwise the height would oscillate.
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
    // Not here: a ResizeObserver must not see its own changes in the same frame.
    cancelAnimationFrame(request);
    request = requestAnimationFrame(() => {
      request = 0;
      fit();
    });
    // The height is not secret, and the host's origin is unknown.
    for (const message of messages(height, src)) host.postMessage(message, "*");
  };
  // It fires at most once per animation frame; a hidden page has no frames, so the caller calls `tell`.
  new ResizeObserver(tell).observe(document.body);
  return tell;
}
