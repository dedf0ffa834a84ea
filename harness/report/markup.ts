// Names hold NUL, escapes, half surrogate pairs and `]]>`, and XML 1.0 has no way to write some of them. What it cannot
// hold is shown as `\u{…}`, so that one name never costs a CI server the whole report.

/** All characters but those that XML 1.0 allows. */
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Line breaks too: an attribute that holds one as it is, is read back with a space in its place. */
const SIGNS = /[&<>"'\t\n\r]/g;

/** Text for an element or a quoted attribute of XML or SVG. Whatever it holds, it ends nothing and begins nothing. */
export function markupText(text: string): string {
  return text
    .replace(UNWRITABLE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(SIGNS, (sign) => NAMED[sign] ?? `&#${sign.charCodeAt(0)};`);
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** An element of XML. Attributes and text are any strings; `children` are elements already. */
export type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly Element[];
  readonly text?: string;
};

/** The element on lines of its own, indented; its text as it is. */
export function renderElement({ name, attributes, children, text = '' }: Element, indent = ''): string {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${markupText(String(value))}"`);
  const head = `${indent}<${name}${words.join('')}`;
  if (children.length === 0) return text === '' ? `${head}/>\n` : `${head}>${markupText(text)}</${name}>\n`;
  const inner = children.map((child) => renderElement(child, `${indent}  `)).join('');
  return `${head}>\n${inner}${indent}</${name}>\n`;
}
