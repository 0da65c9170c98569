/** Does the text have the form of an item's reference (`BT-2018-001`)? Whether there is such an item is another question. */
export function isReference(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Z]{2,5}-\d{4}-\d{3,9}$/.test(text);
}
