/**
 * True if a setting has an effect, given the others: the table lists the values of others that it needs.
 * @param {{ when: [name: string, values: string[]][] }} field
 * @param {Record<string, any>} settings
 */
export function counts({ when }, settings) {
  return when.length === 0 || when.some(([other, values]) => values.includes(settings[other]));
}
