/**
 * The frame of a module worker. It reports that it is ready (messages sent to a module worker before that are
 * lost), gets the compiled WebAssembly from the page, so that it is fetched and compiled only once, and passes
 * every later message on to the work.
 */

/**
 * @param {(options: { module_or_path: WebAssembly.Module }) => Promise<unknown>} init
 * @param {(post: (message: object, transfer?: Transferable[]) => void) => { receive: (message: any) => void }} make
 */
export function serve(init, make) {
  const work = make((message, transfer) => self.postMessage(message, { transfer: transfer ?? [] }));
  // Messages that arrive while the module is starting wait for it, in order.
  let started = Promise.resolve();
  self.addEventListener("message", ({ data }) => {
    if (data.type === "init") {
      started = init({ module_or_path: data.module }).then(() => undefined);
      started.catch((error) => self.postMessage({ type: "failed", message: String(error) }));
    } else {
      started.then(() => work.receive(data), () => undefined);
    }
  });
  self.postMessage({ type: "ready" });
}
