// Runs in every document before the page's own scripts. Keeps what must not happen, for the test to
// read at its end, and finds controls the way a person does: by what they are and what they are
// called.
() => {
  const seen = [];
  addEventListener('error', (event) => {
    const { message, filename, lineno, target } = event;
    const failed = target !== window && target instanceof Element;
    seen.push(failed ? `failed to load ${target.outerHTML}` : `uncaught: ${message} (${filename}:${lineno})`);
  }, true);
  addEventListener('unhandledrejection', ({ reason }) =>
    seen.push(`unhandled rejection: ${reason} ${reason?.stack ?? ''}`));
  addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) =>
    seen.push(`against the policy: ${effectiveDirective} ${blockedURI}`));

  const text = (element) => (element?.textContent ?? '').replace(/\s+/g, ' ').replaceAll('\u2060', '').trim();

  /** The accessible name, as far as native controls need it. */
  const nameOf = (element) => {
    const labelledBy = element.getAttribute('aria-labelledby');
    if (labelledBy) return labelledBy.split(' ').map((id) => text(document.getElementById(id))).join(' ');
    return element.getAttribute('aria-label') ?? (element.labels?.length ? text(element.labels[0]) : text(element));
  };

  const SELECTORS = {
    button: 'button',
    select: 'select',
    slider: 'input[type=range]',
    checkbox: 'input[type=checkbox]',
    radio: 'input[type=radio]',
    link: 'a[href]',
    text: 'input[type=text], input[type=number], input:not([type])',
    any: 'button, select, input, a, [tabindex]',
  };

  const isVisible = (element) => element.getClientRects().length > 0;

  /** The visible controls of a kind whose name is `name`; where another tab of the column has it, in that tab. */
  const named = (kind, name) => {
    const all = [...document.querySelectorAll(SELECTORS[kind])].filter((element) => nameOf(element) === name);
    const panel = all.some(isVisible) ? null : all.map((element) => element.closest('.aside')).find(Boolean);
    document.querySelector(`.side > .choices [value="${panel?.dataset.part}"]`)?.click();
    return all.filter(isVisible);
  };

  const RUN = ['epoch', 'step', 'train-loss', 'test-loss', 'train-accuracy', 'test-accuracy'];

  /** The numbers on the page by quantity; a number of the run that stands twice is the same twice. */
  const numbers = () => {
    const found = {};
    for (const element of document.querySelectorAll('data[data-quantity]')) {
      const { value, dataset: { quantity } } = element;
      const ofRun = RUN.includes(quantity);
      if (value === '' || !(ofRun || element.checkVisibility({ visibilityProperty: true }))) continue;
      if (String(Number(value)) !== value) throw new Error(`${quantity} has the value ${value}`);
      if (ofRun && (found[quantity] ?? value) !== value) throw new Error(`${quantity} is ${found[quantity]} and ${value}`);
      found[quantity] = value;
    }
    return found;
  };

  /** The lines of the log. */
  const log = () => {
    const regions = [...document.querySelectorAll('section, [role=region], [role=log]')];
    const texts = regions.filter((region) => nameOf(region) === 'Log').map((region) => region.textContent);
    return (texts.pop() ?? '').match(/Epoch: #\d+, MSE: \S+|Accuracy: \S+%/g) ?? [];
  };

  /** What the page says beside its lesson, now: notices and complaints. */
  const said = () => [...document.querySelectorAll('[role=status], [role=alert]')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .map(text).filter(Boolean).join('\n');

  Object.defineProperty(window, '__test', { value: { seen, named, nameOf, numbers, log, said, text } });
}
