// What a person types to gate a thumbnailer that is listed in fixtures/thumbnailers. The README shows these lines between
// markers; a spec compares the two, so that none of them goes stale.

import { readyMade, type ReadyMade } from '../../fixtures/thumbnailers/registry.ts';
import { isProgramName, programName } from '../programs.ts';

const MARKED = /<!-- one-liners -->[\s\S]*?<!-- \/one-liners -->/;

/** The text with the marked place filled. Throws a RangeError without such a place. */
export function withOneLiners(text: string): string {
  if (!MARKED.test(text))
    throw new RangeError('Expected a place between <!-- one-liners --> and <!-- /one-liners -->.');
  const lines = readyMade.flatMap((subject) => [`# ${subject.name}`, oneLiner(subject)]);
  return text.replace(MARKED, () => `<!-- one-liners -->\n\`\`\`sh\n${lines.join('\n')}\n\`\`\`\n<!-- /one-liners -->`);
}

/** The program by its plain name. */
export function oneLiner({ program, flags, narrowed }: ReadyMade): string {
  const name = program !== null && isProgramName(program) ? programName(program) : '';
  const words = [...flags, ...narrowed].map((flag) => quoted(flag.replace('{program}', name)));
  return ['npx thumbproof check', ...words].join(' ');
}

/** For a POSIX shell. */
function quoted(word: string): string {
  if (/^[\w./:,@%+=-]+$/.test(word)) return word;
  return /["$`\\!]/.test(word) ? `'${word.replaceAll("'", String.raw`'\''`)}'` : `"${word}"`;
}
