// What a template may say of a job, and how it is filled in: in one place, so that each way in takes the same words,
// refuses the same slips, and knows what it was told.

import type { PlainJob, Told } from '../model/adapter.ts';
import type { ThumbnailFormat } from '../model/recipe.ts';

const PLACEHOLDER = /\{([A-Za-z]+)\}/g;

/** The names between braces in a template, each once. Other braces are text. */
export function namesIn(template: string): ReadonlySet<string> {
  return new Set([...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''));
}

/** What is wrong with a template's placeholders: one that is unknown, or a `needed` one that is absent; null when nothing. */
export function complaintAbout(
  template: string,
  known: readonly string[],
  needed: readonly string[],
  what: string,
): string | null {
  const used = namesIn(template);
  for (const name of used) {
    if (known.includes(name)) continue;
    return `Unknown placeholder {${name}} in the ${what}; known are ${known.map((each) => `{${each}}`).join(' ')}.`;
  }
  const missing = needed.find((name) => !used.has(name));
  return missing === undefined
    ? null
    : `Expected {${missing}} in the ${what}, found none. ${what[0]?.toUpperCase()}${what.slice(1)}: ${template}`;
}

/** The text with every known placeholder replaced; a value is never searched for placeholders again. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : whole,
  );
}

/** What a template mentions is told; the format also where the name of an output ends in it. */
export function toldBy(template: string, formatIsTold: boolean): Told {
  const used = namesIn(template);
  return {
    width: used.has('width'),
    height: used.has('height'),
    fit: used.has('fit'),
    format: formatIsTold || used.has('format'),
  };
}

export const RECIPE_PLACEHOLDERS = ['width', 'height', 'fit', 'format', 'quality'] as const;
export const JOB_PLACEHOLDERS = [...RECIPE_PLACEHOLDERS, 'name', 'owner', 'album', 'key'] as const;

export function recipeValues({
  recipe,
}: Pick<PlainJob, 'recipe'>): Readonly<Record<(typeof RECIPE_PLACEHOLDERS)[number], string>> {
  return {
    width: String(recipe.width),
    height: String(recipe.height),
    fit: recipe.fit,
    format: recipe.format,
    quality: String(recipe.quality),
  };
}

/** All that a template may say of a job, but where its files lie. */
export function jobValues(job: PlainJob): Readonly<Record<(typeof JOB_PLACEHOLDERS)[number], string>> {
  const { key, photo } = job;
  return { ...recipeValues(job), name: photo.name, owner: photo.owner, album: photo.album, key };
}

const EXTENSIONS: Readonly<Record<ThumbnailFormat, string>> = { jpeg: 'jpg', png: 'png', webp: 'webp', avif: 'avif' };

/** A name that is unique, owes nothing to the photo's, and ends in the recipe's format. */
export function outputName(count: number, format: ThumbnailFormat): string {
  return namedOutput(String(count), format);
}

/** The name of a thumbnail that is called `stem`. */
export function namedOutput(stem: string, format: ThumbnailFormat): string {
  return `${stem}.${EXTENSIONS[format]}`;
}
