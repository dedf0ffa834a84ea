import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { markupText, renderElement } from '../../harness/report/markup.ts';
import { needsProgram } from '../programs.ts';
import { stringAt } from './xml.ts';

/** What a parser must give back: XML has no NUL, no half surrogate pair and no U+FFFE. */
function shownOf(text: string): string {
  return Array.from(text, (character) => {
    const point = character.codePointAt(0) ?? 0;
    const isControl = point < 32 && !'\t\n\r'.includes(character);
    const isHalf = point >= 0xd800 && point <= 0xdfff;
    return isControl || isHalf || point === 0xfffe || point === 0xffff ? `\\u{${point.toString(16)}}` : character;
  }).join('');
}

const ANY_TEXT = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\u0000',
    '\u001b[2J',
    ']]>',
    '<![CDATA[',
    '&#0;',
    '\ud800',
    '\udfff\ud800',
    '\ufffe',
    '\uffff',
    '\r\n\t',
    ' a ',
    '\u{1fffe}',
  ),
);

describe('an XML document', () => {
  needsProgram('xmllint')('gives back any text as it was, and shows what XML cannot hold', (xmllint) => {
    fc.assert(
      fc.property(fc.array(ANY_TEXT, { minLength: 1, maxLength: 4 }), (parts) => {
        const text = `|${parts.join('')}|`;
        const xml = renderElement({ name: 'a', attributes: { b: text }, children: [], text });
        expect([stringAt(xmllint, xml, '/a'), stringAt(xmllint, xml, '/a/@b')]).toEqual([shownOf(text), shownOf(text)]);
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  needsProgram('xmllint')('would be noticed if it were none', (xmllint) => {
    expect(() => stringAt(xmllint, '<a b="\u0000"/>', '/a')).toThrow();
    expect(() => stringAt(xmllint, '<a>]]></a>', '/a')).toThrow();
    expect(stringAt(xmllint, `<a>${markupText(']]>')}</a>`, '/a')).toBe(']]>');
  });
});
