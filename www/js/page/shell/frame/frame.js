/**
 * The page inside another page's frame: it reports its height, and rests while it is not visible, because the
 * frame is scrolled out of view or the tab is hidden. Whether a run resumes afterwards is up to the run.
 */

import { tellHeight } from "./height.js";

/**
 * Applies the page-wide settings of a framed page, before anything is laid out.
 * @param {{ rest: (asleep: boolean) => void }} parts
 * @returns {{ ready: () => void }} `ready`: the page has been built
 */
export function startInFrame({ rest }) {
  document.documentElement.classList.add("framed");
  let seen = false;
  let asleep = true;
  rest(asleep);
  const look = () => {
    const now = !seen || document.hidden;
    if (now === asleep) return;
    asleep = now;
    rest(asleep);
  };
  // Without a `root` it observes the top-level viewport, through all frames around this one.
  new IntersectionObserver((entries) => {
    seen = entries.some(({ isIntersecting }) => isIntersecting);
    look();
  }).observe(document.documentElement);
  document.addEventListener("visibilitychange", look);
  return { ready: () => tellHeight(parent)() };
}
