// What lies in a file was written by another version, another hand, or a machine that lost power half-way. The published
// schemas say what it must be; this reads them, so that no second list of fields has to be kept.

/** The words of JSON Schema, draft 7, that the published schemas use; no others are understood. */
export type Schema = {
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly definitions?: Readonly<Record<string, Schema>>;
};

/**
 * The first place where a value does not fit, as `path: expected …, got …`; null where it fits. Fields that the schema does
 * not know are let be: a later version of the same number may write more.
 */
export function misfitOf(value: unknown, schema: Schema, root: Schema = schema, path = ''): string | null {
  const fits = (isSo: boolean, expected: string) =>
    isSo ? null : `${path === '' ? 'the whole' : path}: expected ${expected}, got ${shownOf(value)}`;
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace('#/definitions/', '');
    const found = root.definitions?.[name];
    if (found === undefined) throw new Error(`Expected a definition of ${schema.$ref}.`);
    return misfitOf(value, found, root, path);
  }
  if (schema.anyOf !== undefined) return anyMisfit(value, schema.anyOf, root, path);
  if ('const' in schema) return fits(value === schema.const, JSON.stringify(schema.const));
  if (schema.enum !== undefined) return fits(schema.enum.includes(value), `one of ${schema.enum.join(', ')}`);
  switch (schema.type) {
    case 'string':
    case 'boolean':
      return fits(typeof value === schema.type, `a ${schema.type}`);
    case 'null':
      return fits(value === null, 'null');
    case 'number':
    case 'integer':
      return fits(isNumber(value, schema), numberSays(schema));
    case 'array':
      if (!Array.isArray(value)) return fits(false, 'a list');
      return firstOf(value, (item, index) => misfitOf(item, schema.items ?? {}, root, `${path}[${index}]`));
    case 'object':
      return isRecord(value) ? recordMisfit(value, schema, root, path) : fits(false, 'an object');
    default:
      return null;
  }
}

/** Of alternatives of which one is null, the other tells more. */
function anyMisfit(value: unknown, schemas: readonly Schema[], root: Schema, path: string): string | null {
  const misfits = schemas.map((each) => misfitOf(value, each, root, path));
  return misfits.includes(null) ? null : (misfits[0] ?? null);
}

function recordMisfit(
  value: Readonly<Record<string, unknown>>,
  { properties = {}, required = [], additionalProperties }: Schema,
  root: Schema,
  path: string,
): string | null {
  const at = (key: string) => (path === '' ? key : `${path}.${key}`);
  const missing = required.find((key) => !Object.hasOwn(value, key));
  if (missing !== undefined) return `${at(missing)}: expected a value, got none`;
  return firstOf(Object.entries(value), ([key, item]) => {
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (known !== undefined) return misfitOf(item, known, root, at(key));
    return typeof additionalProperties === 'object' ? misfitOf(item, additionalProperties, root, at(key)) : null;
  });
}

/** A copy with the fields that the schema knows and no others; what does not fit at all is as it was. */
export function fittedTo(value: unknown, schema: Schema, root: Schema = schema): unknown {
  const { $ref, anyOf = [] } = schema;
  if ($ref !== undefined) return fittedTo(value, root.definitions?.[$ref.replace('#/definitions/', '')] ?? {}, root);
  const [first] = anyOf;
  if (first !== undefined) return value === null ? null : fittedTo(value, first, root);
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? [] : value.map((item: unknown) => fittedTo(item, items, root));
  }
  if (!isRecord(value)) return value;
  const { properties = {}, additionalProperties } = schema;
  const further = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const known = Object.hasOwn(properties, key) ? properties[key] : further;
      return known === undefined ? [] : [[key, fittedTo(item, known, root)]];
    }),
  );
}

function isNumber(value: unknown, { type, minimum, maximum }: Schema): boolean {
  if (typeof value !== 'number' || (type === 'integer' && !Number.isInteger(value))) return false;
  return value >= (minimum ?? Number.NEGATIVE_INFINITY) && value <= (maximum ?? Number.POSITIVE_INFINITY);
}

function numberSays({ type, minimum, maximum }: Schema): string {
  const from = minimum === undefined ? '' : ` from ${minimum}`;
  const to = maximum === undefined ? '' : ` up to ${maximum}`;
  return `${type === 'integer' ? 'a whole number' : 'a number'}${from}${to}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const SHOWN_MAX = 60;

function shownOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return isRecord(value) ? 'an object' : (JSON.stringify(value) ?? 'nothing').slice(0, SHOWN_MAX);
}

function firstOf<Item>(items: readonly Item[], misfit: (item: Item, index: number) => string | null): string | null {
  for (const [index, item] of items.entries()) {
    const found = misfit(item, index);
    if (found !== null) return found;
  }
  return null;
}
