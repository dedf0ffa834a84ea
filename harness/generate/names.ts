// Many mix-ups are no races but weak keys: two photos whose names a thumbnailer takes for one. Each attack below is one
// such weakness, and gives groups of names that are different on disk and equal to whoever has the weakness.

import { itemAt, type Random } from './random.ts';

/** The closed list of attacks, in the order in which a trial deals them. */
export const NAME_ATTACKS = [
  'same-base-name',
  'same-stem-other-extension',
  'siblings',
  'case',
  'nfc-nfd',
  'query',
  'fragment',
  'equal-prefix',
  'equal-suffix',
  'equal-size-and-mtime',
  'percent',
  'space',
  'leading-dash',
  'shell',
  'line-break',
  'brackets',
  'long',
  'emoji-cjk',
] as const;

export type NameAttack = (typeof NAME_ATTACKS)[number];

/** The weakness that an attack hits, as a clause about the thumbnailer. */
export const WEAKNESS_OF: Readonly<Record<NameAttack, string>> = {
  'same-base-name': 'its key or temporary file is the base name, whoever owns the photo',
  'same-stem-other-extension': 'its key or temporary file is the base name without the extension',
  siblings: 'it looks for a photo by folder and stem, and takes the wrong one of two files',
  case: 'its keys are compared without regard to case',
  'nfc-nfd': 'its keys are normalised, so that composed and decomposed letters are one',
  query: 'its keys end at the first question mark',
  fragment: 'its keys end at the first number sign',
  'equal-prefix': 'its keys are cut off, or hashed from their beginning only',
  'equal-suffix': 'its keys are hashed from their end only',
  'equal-size-and-mtime': 'its keys are made of dimensions and modification time',
  percent: 'it decodes names once too often, or takes them for a format string',
  space: 'it trims or collapses spaces, or splits at them',
  'leading-dash': 'it takes a name for an option',
  shell: 'it hands names to a shell, or replaces every odd character by the same one',
  'line-break': 'it reads names line by line, or takes every white space for the same',
  brackets: 'it takes brackets for options, page numbers or patterns',
  long: 'it truncates long names',
  'emoji-cjk': 'it drops or replaces whatever is not ASCII',
};

/** Attacks that make sense for the name of a folder, as owners and albums are. */
export const FOLDER_ATTACKS: readonly NameAttack[] = [
  'case',
  'nfc-nfd',
  'equal-prefix',
  'percent',
  'space',
  'leading-dash',
  'shell',
  'line-break',
  'emoji-cjk',
];

/** The longest group of confusable names that an attack gives. */
export const GROUP_SIZE_MAX = 4;

const LONG_NAME_BYTES = 196;
const PREFIX_CHARACTERS = 72;

/**
 * Which of the formats dealt to a group its member has: by default the first, like all others. Members 0 and 2 of a group
 * lie in one folder, 1 and 3 in another, so `siblings` changes the format with every second.
 */
export function formatIndexIn(attack: NameAttack, member: number): number {
  if (attack === 'same-stem-other-extension') return member;
  return attack === 'siblings' ? Math.floor(member / 2) : 0;
}

export function isNameAttack(text: string): text is NameAttack {
  return NAME_ATTACKS.some((attack) => attack === text);
}

/**
 * One name per extension (with its dot; up to GROUP_SIZE_MAX of them), confusable with one another. `number` sets the
 * group apart from every other. All are different, except under `same-base-name`, which needs other folders, and
 * `same-stem-other-extension` and `siblings`, which need other extensions.
 */
export function attackedFileNames(
  attack: NameAttack,
  word: string,
  number: number,
  extensions: readonly string[],
  random: Random,
): string[] {
  const first = extensions[0] ?? '';
  const stems = attackedStems(attack, word, number, random);
  return extensions.map((extension, index) => {
    const stem = itemAt(stems, index);
    if (attack === 'query') return `${word}-${number}${first}?v=${stem}${extension}`;
    if (attack === 'fragment') return `${word}-${number}${first}#${stem}${extension}`;
    return `${stem}${extension}`;
  });
}

/** GROUP_SIZE_MAX names without an extension; `word` is ASCII and begins with a letter. */
export function attackedStems(attack: NameAttack, word: string, number: number, random: Random): string[] {
  const plain = `${word}-${number}`.toLowerCase();
  switch (attack) {
    case 'same-base-name':
    case 'same-stem-other-extension':
    case 'siblings':
      return four(() => `DSCF${String(number).padStart(4, '0')}`);
    case 'equal-size-and-mtime':
      return four((index) => `DSC_${String(number).padStart(4, '0')}_${index}`);
    case 'case':
      return [plain, plain.toUpperCase(), capital(plain), plain.charAt(0) + plain.slice(1).toUpperCase()];
    case 'nfc-nfd': {
      const accented = `${random.pick(ACCENTED)}-${number}`;
      return four((index) => composedByMask(accented, index));
    }
    case 'query':
    case 'fragment':
      return four((index) => String(index + 1));
    case 'equal-prefix':
      return four((index) => `${filled(`${plain}-`, PREFIX_CHARACTERS)}${index}`);
    case 'equal-suffix':
      return four((index) => `${'abcd'.charAt(index)}${filled(`-${plain}-`, PREFIX_CHARACTERS)}`);
    case 'percent':
      return [`${plain}_a`, `${plain}%5Fa`, `${plain}%255Fa`, `${plain}%d`];
    case 'space':
      return [`${word} ${number}`, `${word}  ${number}`, ` ${word} ${number}`, `${word} ${number} `];
    case 'leading-dash':
      return [plain, `-${plain}`, `--${plain}`, `---${plain}`];
    case 'shell':
      return ['$()', `'"'`, ';&;', '`|`'].map((odd) => `${word}${odd}${number}`);
    case 'line-break':
      return ['\n', '\t', '\r', '\v'].map((odd) => `${word}${odd}${number}`);
    case 'brackets':
      return [`${word}[${number}]`, `${word}(${number})`, `${word}{${number}}`, `${word}]${number}[`];
    case 'long':
      return four((index) => `${filled(`${plain}-`, LONG_NAME_BYTES - '.0.webp'.length)}.${index}`);
    case 'emoji-cjk':
      // Four UTF-16 units each, so that names stay equal when each unit is replaced by one character.
      return ['海辺写真', '운동회날', '😀🎉', 'фото'].map((text) => `${text}-${number}`);
  }
}

/** Words with two letters that can be composed or decomposed each. */
const ACCENTED = ['déjà', 'élève', 'Ångström', 'çağrı', 'übergröße', 'năm_ngoái', 'がぎ', 'señorío'];

function four(name: (index: number) => string): string[] {
  return [0, 1, 2, 3].map(name);
}

/** `start` repeated up to a length in characters. */
function filled(start: string, length: number): string {
  return start.repeat(Math.ceil(length / start.length)).slice(0, length);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Letter by letter composed, except that bit i of the mask decomposes the i-th letter that can be. */
function composedByMask(text: string, mask: number): string {
  let accents = 0;
  return Array.from(text.normalize('NFC'))
    .map((letter) => {
      const parts = letter.normalize('NFD');
      if (parts === letter) return letter;
      return (mask >> accents++) & 1 ? parts : letter;
    })
    .join('');
}
