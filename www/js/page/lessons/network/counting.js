/**
 * Whether a setting changes anything as the others are: the table says beside which others it counts.
 * @param {{ when: [name: string, values: string[]][] }} field
 * @param {Record<string, any>} settings
 */
export function counts({ when }, settings) {
  return when.length === 0 || when.some(([other, values]) => values.includes(settings[other]));
}
