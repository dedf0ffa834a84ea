// A command that a person typed once is split into a program and its arguments before anything hostile comes near it,
// so that no shell ever sees a name.

/** The program, then its arguments. */
export type Words = readonly [string, ...string[]];

/** What only a shell would understand; as bare words they are a mistake, quoted they are ordinary arguments. */
const SHELL_WORDS: ReadonlySet<string> = new Set(['|', '||', '&', '&&', ';', '>', '>>', '<', '2>', '2>&1', '>&2']);

/** POSIX quoting: '…' is literal, "…" keeps all but \" \\ \$ \`, a bare backslash takes the next character. A string is a complaint. */
export function splitWords(text: string): string[] | string {
  const words: string[] = [];
  let word = '';
  let inWord = false;
  let quote: '"' | "'" | undefined;
  let quoted = false;
  for (let i = 0; i <= text.length; i++) {
    const character = text[i];
    const next = text[i + 1];
    if (quote !== undefined) {
      if (character === undefined) return `The quote ${quote} is never closed.`;
      if (character === quote) quote = undefined;
      else if (quote === '"' && character === '\\' && next !== undefined && '"\\$`'.includes(next)) word += text[++i];
      else word += character;
    } else if (character === undefined || /\s/.test(character)) {
      if (inWord && !quoted && SHELL_WORDS.has(word)) {
        return `There is no shell to understand ${word}: quote it if it is an argument, or write sh -c '…'.`;
      }
      if (inWord) words.push(word);
      [word, inWord, quoted] = ['', false, false];
    } else {
      inWord = true;
      if (character === '"' || character === "'") [quote, quoted] = [character, true];
      else if (character !== '\\') word += character;
      else if (next === undefined) return 'A backslash at the very end escapes nothing.';
      else [word, quoted, i] = [word + next, true, i + 1];
    }
  }
  return words;
}
