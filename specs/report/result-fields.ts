// The fields of result.json, version 1, written down a second time: whoever reads the file relies on them, so a change
// of the renderer must not lose one unnoticed.

type Field =
  | 'string'
  | 'number'
  | 'boolean'
  | 'string?'
  | 'number?'
  | 'null'
  | { readonly [key: string]: Field }
  | readonly [Field]
  | { readonly orNull: Field };

const PHOTO = { owner: 'string', album: 'string', photo: 'string', version: 'number' } as const;

const DETECTION = {
  what: 'string',
  share: 'number',
  injected: 'number',
  noticed: 'number',
  rateMin: 'number',
} as const;
const MISHAP = { happened: 'number', of: 'number', rateMax: 'number' } as const;

const FIELDS: Field = {
  schemaVersion: 'number',
  verdict: 'string',
  exitCode: 'number',
  why: 'string',
  seed: 'number',
  thumbnailer: 'string',
  requested: 'number',
  verified: 'number',
  repeats: 'number',
  byteIdentical: 'number',
  refused: 'number',
  firstRefusal: { orNull: { photo: 'string', format: 'string', archived: 'boolean', reason: 'string' } },
  missing: 'number',
  unreadable: 'number',
  mixups: 'number',
  batches: 'number',
  bound: {
    orNull: { confidence: 'number', perThumbnail: 'number', perBatch: 'number', power: 'number', asked: 'number' },
  },
  sensitivity: [
    {
      recipe: 'string',
      area: 'number',
      blend: 'number',
      leaks: [DETECTION],
      blends: [DETECTION],
      falseAccept: { foreign: MISHAP, reference: MISHAP },
      falseAlarm: { doubt: MISHAP, alarm: MISHAP },
    },
  ],
  strata: [{ name: 'string', verified: 'number', floor: 'number', mixups: 'number' }],
  breaches: [
    {
      id: 'string',
      oracle: 'string',
      kind: 'string',
      severity: 'string',
      victim: PHOTO,
      donors: [{ ...PHOTO, share: 'number' }],
      regions: [{ x: 'number', y: 'number', width: 'number', height: 'number' }],
      batch: 'number',
      queueDistance: 'number?',
      evidence: 'string?',
    },
  ],
  exposure: {
    exposed: 'number',
    receivers: 'number',
    thumbnails: 'number',
    unnamed: 'number',
    firstAtMs: 'number?',
    lastAtMs: 'number?',
    cells: [{ exposed: 'string', receiver: 'string', thumbnails: 'number' }],
    cellsUnlisted: 'number',
  },
  diagnosis: {
    orNull: {
      cause: 'string',
      classes: ['string'],
      confidence: 'string',
      because: ['string'],
      experiments: [{ kind: 'string', changed: 'string', failed: 'number', of: 'number', p: 'number' }],
    },
  },
  counterexample: 'null',
  timing: { thumbnailerMs: 'number', judgeMs: 'number', generateMs: 'number', wallMs: 'number' },
  environment: {},
};

/** What a parsed result.json lacks, each as `path: expected …, got …`. */
export function missingFields(value: unknown): readonly string[] {
  return lacking(value, FIELDS, '');
}

function lacking(value: unknown, field: Field, path: string): readonly string[] {
  if (typeof field === 'string') {
    const isOptional = field.endsWith('?') || field === 'null';
    const kind = field.replace('?', '');
    return (isOptional && value === null) || typeof value === kind
      ? []
      : [`${path}: expected ${field}, got ${value === null ? 'null' : typeof value}`];
  }
  if (isList(field)) {
    if (!Array.isArray(value)) return [`${path}: expected a list, got ${typeof value}`];
    return value.flatMap((item: unknown, index) => lacking(item, field[0], `${path}[${index}]`));
  }
  if ('orNull' in field) return value === null ? [] : lacking(value, field.orNull, path);
  if (typeof value !== 'object' || value === null) return [`${path}: expected an object, got ${typeof value}`];
  const entries = new Map(Object.entries(value));
  return Object.entries(field).flatMap(([key, inner]) =>
    lacking(entries.get(key), inner, path === '' ? key : `${path}.${key}`),
  );
}

function isList(field: Field): field is readonly [Field] {
  return Array.isArray(field);
}
