/**
 * Starts the page: loads the words, the WebAssembly and the files of the link's lesson at the same time;
 * in another page's frame also the frame's settings, and the connection to the host.
 */

import { parseHash } from "../shared/link.js";
import { keepForOffline } from "./assets.js";
import { openLesson } from "./shell/lessons.js";
import { Page } from "./shell/page.js";
import { showInBatches } from "./shell/placing.js";
import { languageOf, lessonOf } from "./shell/routes.js";
import { Words } from "./shell/words.js";
import { during, isIdle } from "./ui/idle.js";
import { nextTask } from "./ui/next-task.js";

/** True if the page is in another page's frame. */
const FRAMED = parent !== window;

/** Milliseconds from the start until files are saved for offline use, so as not to compete with loading the page. */
const OFFLINE_AFTER = 4000;

async function start() {
  const boot = document.getElementById("boot");
  try {
    const entries = parseHash(location.hash);
    const words = new Words();
    const lesson = lessonOf(entries);
    const [frame] = await Promise.all([
      FRAMED && import("./shell/frame/frame.js"), words.load(languageOf(entries), lesson.id), openLesson(lesson),
    ]);
    await nextTask();
    const page = new Page(words);
    await nextTask();
    const inFrame = frame && frame.startInFrame({ rest: (asleep) => page.rest(asleep) });
    // The link may have changed while all that was loading, and may change again.
    let followed = false;
    while (!followed) followed = await page.follow(parseHash(location.hash));
    await showInBatches(() => {
      boot?.remove();
      page.lesson?.settle?.();
    });
    page.started();
    document.body.classList.add("ready");
    Object.assign(window, { playground: Object.freeze({ idle: isIdle }) });
    if (inFrame) {
      inFrame.ready();
      page.host = new (await during(import("./shell/host/host.js"))).Host(page);
    }
    setTimeout(keepForOffline, OFFLINE_AFTER);
  } catch (error) {
    if (boot) {
      boot.append(String(error));
      boot.querySelector("[hidden]")?.removeAttribute("hidden");
      document.body.prepend(boot);
    }
    throw error;
  }
}

start();
