// What an examination found, for people: first what it comes to, then what each figure rests on. Nothing is said to be
// seen without how often it was tried.

import type { DoctorReport } from '../model/doctor.ts';
import { countOf, durationOf, percent } from '../model/figures.ts';
import type { Detection, Mishap, Sensitivity } from '../model/sensitivity.ts';
import { labelled, paragraph, table } from './layout.ts';
import { printable } from './printable.ts';

const WIDTH_COLUMNS_MIN = 40;

/** Ends in a newline; nothing in it can move a cursor. */
export function renderDoctorText(report: DoctorReport, widthColumns: number): string {
  const width = Math.max(WIDTH_COLUMNS_MIN, widthColumns);
  const sections = [
    [...paragraph('', printable(report.why, 1000), width)],
    machineLines(report, width),
    checkLines(report, width),
    bullets('Alone, it', report.profile, width),
    bullets('Left out', report.narrowed, width),
    bullets(
      'Cannot be read',
      report.unreadable.map(({ recipe, stratum, why }) => `${recipe}, ${stratum}: ${why}`),
      width,
    ),
    leakLines(report, width),
    errorLines(report, width),
    bullets('Wrong even alone', report.findings, width),
    bullets(
      'Incidents',
      report.incidents.map(({ incident, detail }) => `${incident}: ${detail}`),
      width,
    ),
    labelled('Time', `${durationOf(report.wallMs)}, seed ${report.seed}`, width),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function machineLines({ thumbnailer, environment, programs }: DoctorReport, width: number): readonly string[] {
  const facts = Object.entries(environment).map(([name, value]) => `${printable(name)} ${printable(value)}`);
  const found = Object.entries(programs).filter(([, path]) => path !== null);
  const missing = Object.entries(programs).filter(([, path]) => path === null);
  const names = (entries: readonly (readonly [string, unknown])[]) => entries.map(([name]) => name).join(', ');
  return [
    ...labelled('Thumbnailer', printable(thumbnailer), width),
    ...labelled('Machine', facts.join(', '), width),
    ...labelled(
      'Programs',
      `${found.length > 0 ? `found ${names(found)}` : 'none of those known'}${missing.length > 0 ? `; not installed: ${names(missing)}` : ''}`,
      width,
    ),
  ];
}

/** What passed in a line, what failed with all that it said. */
function checkLines({ codecs, selfCheck }: DoctorReport, width: number): readonly string[] {
  const named = [
    ...codecs.map(({ name, ...check }) => ({ name: `codec ${name}`, ...check })),
    ...selfCheck.map(({ oracle, ...check }) => ({ name: oracle, ...check })),
  ];
  const passed = named.filter((check) => check.passed).map(({ name }) => name);
  return [
    ...(passed.length > 0 ? labelled('Works', passed.join(', '), width) : []),
    ...named
      .filter((check) => !check.passed)
      .flatMap(({ name, says }) => labelled('FAILS', `${name}: ${printable(says)}`, width)),
  ];
}

const SHAPES = ['4×1 px', '4×4 px', '8×8 px', 'one row', 'one column'];

/** A row per recipe and source class: the share of leaks seen, and what that proves. */
function leakLines({ sensitivity, confidence }: DoctorReport, width: number): readonly string[] {
  const [first] = sensitivity;
  if (first === undefined) return [];
  const injected = sensitivity.flatMap(({ leaks, blends }) => [...leaks, ...blends]).map((each) => each.injected);
  const says =
    `Leaks seen, of ${countOf(Math.min(...injected))} or more injected into thumbnails that were not learned from, in %; ` +
    `after the slash what that proves with ${percent(confidence)} confidence. Smallest: the least square of pixels, ` +
    'and the thinnest blend, of which 95 % were seen.';
  const rows = sensitivity.map((one) => [
    nameOf(one),
    ...SHAPES.map((shape) => rateOf(one.leaks.find(({ what }) => what === shape))),
    percent(one.area),
    one.blend < 1 ? percent(one.blend) : 'none',
  ]);
  return [
    ...paragraph('', says, width),
    ...table([['', ...SHAPES, 'smallest', 'blend'], ...rows], 2),
    '',
    ...paragraph('', 'Blends seen, likewise, by the share that the other photo has.', width),
    ...table([['', ...blendNames(sensitivity)], ...sensitivity.map((one) => blendRow(one, sensitivity))], 2),
  ];
}

function blendNames(sensitivity: readonly Sensitivity[]): readonly string[] {
  const shares = new Set(sensitivity.flatMap(({ blends }) => blends.map(({ share }) => share)));
  return [...shares].sort((a, b) => a - b).map(percent);
}

function blendRow(one: Sensitivity, all: readonly Sensitivity[]): readonly string[] {
  return [
    nameOf(one),
    ...blendNames(all).map((name) => rateOf(one.blends.find(({ share }) => percent(share) === name))),
  ];
}

/** How often the judge is wrong: a row per recipe and source class, and clean thumbnails of all of them together. */
function errorLines({ sensitivity, falseAlarm, confidence }: DoctorReport, width: number): readonly string[] {
  if (sensitivity.length === 0) return [];
  const rows = sensitivity.map((one) => [
    nameOf(one),
    limitOf(one.falseAccept.foreign),
    limitOf(one.falseAccept.reference),
    limitOf(one.falseAlarm.doubt),
    limitOf(one.falseAlarm.alarm),
  ]);
  const all = ['all together', '', '', limitOf(falseAlarm.doubt), limitOf(falseAlarm.alarm)];
  const says =
    `Errors, as how often of how many, and below which rate that is with ${percent(confidence)} confidence. A doubt is settled by asking ` +
    'alone; a false alarm would name a donor of a clean thumbnail.';
  return [
    ...paragraph('', says, width),
    ...table([['', 'foreign passes', '8×8 px passes', 'doubts', 'false alarms'], ...rows, all], 2),
  ];
}

function nameOf({ recipe, stratum }: Sensitivity): string {
  return `${printable(recipe)}, ${printable(stratum)}`;
}

/** `99.5/98.2`: seen, and proven. */
function rateOf(seen: Detection | undefined): string {
  if (seen === undefined || seen.injected === 0) return '–';
  return `${inPercent(seen.noticed / seen.injected)}/${inPercent(seen.rateMin)}`;
}

function limitOf({ happened, of, rateMax }: Mishap): string {
  return of === 0 ? '–' : `${happened} of ${countOf(of)} (<${percent(roundedUp(rateMax))})`;
}

/** To two digits: what is below 0.764 % is not below 0.76 %. */
function roundedUp(rate: number): number {
  const unit = 10 ** (Math.floor(Math.log10(rate)) - 1);
  return Math.min(1, Math.ceil(rate / unit - 1e-9) * unit);
}

/** Rounded down: 99.96 is not 100. */
function inPercent(share: number): string {
  return String(Math.floor(1000 * share + 1e-9) / 10);
}

function bullets(title: string, texts: readonly string[], width: number): readonly string[] {
  return texts.length === 0 ? [] : [title, ...texts.flatMap((text) => paragraph('  - ', printable(text, 1000), width))];
}
