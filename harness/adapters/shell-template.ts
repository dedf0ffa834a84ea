// A batch command runs through a shell, because patterns such as `*.jpg` are the shell's. What is filled in must be one
// word there whatever it holds, also where the person put quotes around it.

import { ALL_TOLD, type Told } from '../model/adapter.ts';
import { complaintAbout, namesIn, RECIPE_PLACEHOLDERS, toldBy } from './placeholders.ts';

export const BATCH_PLACEHOLDERS = ['indir', 'outdir', 'manifest', ...RECIPE_PLACEHOLDERS] as const;
export type BatchValues = Readonly<Record<(typeof BATCH_PLACEHOLDERS)[number], string>>;

export type BatchTemplate = {
  readonly kind: 'template';
  readonly told: Told;
  /** Each photo's line of the manifest tells its own recipe, and names its own files. */
  readonly usesManifest: boolean;
  /** The command line for `sh -c`, every value quoted for where it stands. */
  readonly commandLine: (values: BatchValues) => string;
};

/** Checks a template such as `mogrify -path {outdir} -thumbnail {width}x{height} {indir}/*.jpg`. */
export function parseBatchTemplate(
  template: string,
): BatchTemplate | { readonly kind: 'invalid'; readonly detail: string } {
  const used = namesIn(template);
  const usesManifest = used.has('manifest');
  const complaint = complaintAbout(template, BATCH_PLACEHOLDERS, usesManifest ? [] : ['indir', 'outdir'], 'command');
  if (complaint !== null) return { kind: 'invalid', detail: complaint };
  const told = usesManifest ? ALL_TOLD : toldBy(template, false);
  return { kind: 'template', told, usesManifest, commandLine: (values) => quotedIn(template, values) };
}

/** POSIX quoting: within '…' only the quote itself is special, within "…" these four, and outside a word is put in '…'. */
function quotedIn(template: string, values: BatchValues): string {
  let line = '';
  let quote: '"' | "'" | null = null;
  for (let at = 0; at < template.length; at++) {
    const character = template[at] ?? '';
    const name = /^\{([A-Za-z]+)\}/.exec(template.slice(at))?.[1];
    if (name !== undefined && isBatchPlaceholder(name)) {
      line += quotedFor(quote, values[name]);
      at += name.length + 1;
      continue;
    }
    line += character;
    if (character === '\\' && quote !== "'") line += template[++at] ?? '';
    else if (quote === null && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = null;
  }
  return line;
}

function isBatchPlaceholder(name: string): name is keyof BatchValues {
  return BATCH_PLACEHOLDERS.some((known) => known === name);
}

function quotedFor(quote: '"' | "'" | null, value: string): string {
  const single = value.replaceAll("'", `'\\''`);
  if (quote === "'") return single;
  return quote === '"' ? value.replace(/["\\$`]/g, '\\$&') : `'${single}'`;
}
