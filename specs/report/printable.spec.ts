import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../harness/report/printable.ts';

describe('printable text', () => {
  it.each([
    ['plain names', 'IMG_0001.jpg', 'IMG_0001.jpg'],
    ['names of any script', '夏の写真　été Ω привет 한국.webp', '夏の写真　été Ω привет 한국.webp'],
    ['emoji', 'cat 🐈.png', 'cat 🐈.png'],
  ])('keeps %s', (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it.each([
    ['ANSI escapes', '\u001b[31mred', '\\u{1b}[31mred'],
    ['C1 controls', 'a\u009b2Jb', 'a\\u{9b}2Jb'],
    ['line breaks', 'one\r\ntwo\u2028three', 'one\\u{d}\\u{a}two\\u{2028}three'],
    ['bidi overrides', 'invoice\u202egpj.exe', 'invoice\\u{202e}gpj.exe'],
    ['zero-width characters', 'a\u200bb\ufeffc', 'a\\u{200b}b\\u{feff}c'],
    ['spaces that are not spaces', 'a\u00a0b', 'a\\u{a0}b'],
    ['half surrogate pairs', 'a\ud800b\udc00', 'a\\u{d800}b\\u{dc00}'],
    ['invisible tags', 'a\u{e0041}', 'a\\u{e0041}'],
    ['commands of GitHub', '::error::x', ':\\u{3a}error:\\u{3a}x'],
    ['commands of Azure and TeamCity', '##vso[x] ##[group]', '#\\u{23}vso[x] #\\u{23}[group]'],
  ])('shows %s as what they are', (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it('does not let marks climb over the lines around', () => {
    expect(printable(`a${'\u0301'.repeat(6)}`)).toBe(`a${'\u0301'.repeat(4)}\\u{301}\\u{301}`);
  });

  it('cuts what is too long, never through a character', () => {
    expect(printable('🐈'.repeat(10), 4)).toBe('🐈🐈🐈…');
    expect(printable('abcd', 4)).toBe('abcd');
    expect(printable('x'.repeat(1e6)).length).toBe(300);
  });

  it('holds nothing shapeless and commands no CI runner, whatever the bytes', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => `${text}\u001b::##`);
    fc.assert(
      fc.property(anything, (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|::|##/u);
      }),
      { seed: 1 },
    );
  });
});
