// What is given twice in a list that should hold everything once.

/** Each item that is equal to an earlier one, as often as it is. */
export function repeated<T>(items: readonly T[]): T[] {
  const seen = new Set<T>();
  return items.filter((item) => seen.has(item) || !seen.add(item));
}
