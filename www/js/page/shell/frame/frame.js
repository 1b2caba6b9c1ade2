/**
 * The page as a guest in another page's frame: it tells its height, and rests while nobody can see
 * it, be it that the frame is scrolled out of sight or that the tab is hidden. Whether a run is to go
 * on when it is seen again is for the run to know.
 */

import { tellHeight } from "./height.js";

/**
 * Takes the page's manners on, before anything is laid out.
 * @param {{ rest: (asleep: boolean) => void }} parts
 * @returns {{ ready: () => void }} `ready`: the page has been built
 */
export function beGuest({ rest }) {
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
  // Without a root of its own it looks from the screen, through all frames above this one.
  new IntersectionObserver((entries) => {
    seen = entries.some(({ isIntersecting }) => isIntersecting);
    look();
  }).observe(document.documentElement);
  document.addEventListener("visibilitychange", look);
  return { ready: () => tellHeight(parent)() };
}
