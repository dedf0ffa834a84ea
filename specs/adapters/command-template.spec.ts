import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillTemplate, parseTemplate, PLACEHOLDERS } from '../../harness/adapters/command-template.ts';

const IO = ' {input} {output}';
const wordsOf = (template: string) => {
  const parsed = parseTemplate(template + IO);
  return parsed.kind === 'template' ? parsed.words.slice(0, -2) : parsed.detail;
};
const complaint = (template: string) => {
  const parsed = parseTemplate(template);
  return parsed.kind === 'invalid' ? parsed.detail : parsed.words;
};

/** Any character, and often one that means something to a shell. Unit 'binary' would take a second to list them all. */
const character = fc.oneof(
  fc.constantFrom(...`'"\\ \t\n$\`{}|&;<>`),
  fc
    .integer({ min: 0, max: 0x10ffff })
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code)),
);

describe('a command template', () => {
  it.each([
    ['a  b\tc', ['a', 'b', 'c']],
    [`a 'b c' "d e"`, ['a', 'b c', 'd e']],
    [`a'b'"c"d`, ['abcd']],
    [`a '' ""`, ['a', '', '']],
    [String.raw`a\ b \'c`, ['a b', "'c"]],
    [String.raw`a "\"\\\$\x" '\"'`, ['a', String.raw`"\$\x`, String.raw`\"`]],
    [`convert -resize 128x128\\> '|' "&&"`, ['convert', '-resize', '128x128>', '|', '&&']],
    [`awk '{print $1}' {}`, ['awk', '{print $1}', '{}']],
  ])('splits %s as a shell would', (template, words) => {
    expect(wordsOf(template)).toEqual(words);
  });

  it.each([
    ['', 'Expected a command such as'],
    ["a 'b", "The quote ' is never closed. Command: a 'b"],
    ['a "b', 'The quote " is never closed.'],
    ['a\\', 'A backslash at the very end escapes nothing.'],
    [
      'a {input} | b > {output}',
      "There is no shell to understand |: quote it if it is an argument, or write sh -c '…'.",
    ],
    ['a {input}', 'Expected {output} in the command, found none.'],
    ['a {output}', 'Expected {input} in the command, found none.'],
    ['a {input} {output} {witdh}', 'Unknown placeholder {witdh} in the command; known are {input} {output} {width}'],
  ])('complains of %j', (template, message) => {
    expect(complaint(template)).toContain(message);
  });

  it('gives back any words that were quoted, whatever is in them', () => {
    const quote = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;
    const word = fc.string({ unit: character }).filter((text) => !/\{[A-Za-z]+\}/.test(text));
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1 }).filter(([first]) => first !== ''),
        (words) => {
          expect(wordsOf(words.map(quote).join(' '))).toEqual(words);
        },
      ),
    );
  });

  it('puts any value where its placeholder was, and looks into none', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const values = { ...blank, name: value, owner: '{name}' };
        expect(fillTemplate(['<{name}>', '{owner}', '{unknown}'], values)).toEqual([
          `<${value}>`,
          '{name}',
          '{unknown}',
        ]);
      }),
    );
  });
});

const blank = {
  input: '',
  output: '',
  width: '',
  height: '',
  fit: '',
  format: '',
  quality: '',
  name: '',
  owner: '',
  album: '',
  key: '',
};

it('knows every placeholder of the contract', () => {
  expect([...PLACEHOLDERS].toSorted()).toEqual(Object.keys(blank).toSorted());
});
