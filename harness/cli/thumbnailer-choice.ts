// Which thumbnailer a person meant: one way in, with what belongs to it and nothing that belongs to another.

import type { ServerChoice, ThumbnailerChoice } from '../model/campaign.ts';
import { FLAGS } from './flags.ts';
import { calledAs, Misuse, optional, required, type Settings } from './settings.ts';
import { DETAILS_OF, WAY_DETAIL_FLAGS, WAY_FLAGS, type WayName } from './thumbnailer-flags.ts';

const WAYS: readonly WayName[] = Object.keys(WAY_FLAGS).filter((name): name is WayName => name in WAY_FLAGS);

/** `inFolder` makes a path absolute. Throws a Misuse. */
export function thumbnailerOf(settings: Settings, inFolder: (path: string) => string): ThumbnailerChoice {
  const way = wayOf(settings);
  for (const [detail, ways] of Object.entries(DETAILS_OF)) {
    if (!(detail in WAY_DETAIL_FLAGS) || (way !== null && ways.includes(way))) continue;
    const name = detail as keyof typeof WAY_DETAIL_FLAGS;
    const setting = settings.get(name);
    // A variable may be meant for another command line; a flag is meant for this one.
    if (setting?.from === 'flag')
      throw new Misuse(
        `Expected ${calledAs(name, setting)} together with ${ways.map((each) => `--${FLAGS[each].name}`).join(' or ')}, got ${way === null ? 'none' : `--${FLAGS[way].name}`}. Leave it out, or add the other.`,
      );
  }
  const text = (name: WayName) => required(settings, name, WAY_FLAGS[name]);
  switch (way) {
    case null:
      return { kind: 'built-in' };
    case 'adapter':
      return { kind: 'module', file: inFolder(text('adapter')) };
    case 'command':
      return { kind: 'command', template: text('command') };
    case 'batchCommand':
      return {
        kind: 'batch-command',
        template: text('batchCommand'),
        outputs: required(settings, 'outputs', WAY_DETAIL_FLAGS.outputs),
      };
    case 'worker':
      return { kind: 'worker', command: text('worker') };
    case 'url': {
      const root = optional(settings, 'root', WAY_DETAIL_FLAGS.root);
      return {
        kind: 'pull',
        template: text('url'),
        root: root === null ? null : inFolder(root),
        originPort: optional(settings, 'originPort', WAY_DETAIL_FLAGS.originPort),
        keepAlive: required(settings, 'keepAlive', WAY_DETAIL_FLAGS.keepAlive),
        server: serverOf(settings),
      };
    }
    case 'post':
      return {
        kind: 'push',
        template: text('post'),
        keepAlive: required(settings, 'keepAlive', WAY_DETAIL_FLAGS.keepAlive),
        server: serverOf(settings),
      };
    case 's3':
      return {
        kind: 's3',
        endpoint: text('s3'),
        sourceBucket: bucket(settings, 'sourceBucket'),
        thumbBucket: bucket(settings, 'thumbBucket'),
        thumbKey: required(settings, 'thumbKey', WAY_DETAIL_FLAGS.thumbKey),
        credentials: {
          accessKeyId: required(settings, 's3AccessKey', WAY_DETAIL_FLAGS.s3AccessKey),
          secretAccessKey: required(settings, 's3SecretKey', WAY_DETAIL_FLAGS.s3SecretKey),
          region: required(settings, 's3Region', WAY_DETAIL_FLAGS.s3Region),
        },
        server: serverOf(settings),
      };
    default:
      return way satisfies never;
  }
}

/** One level decides: a flag replaces whatever the environment says about the thumbnailer. */
function wayOf(settings: Settings): WayName | null {
  for (const level of ['flag', 'environment'] as const) {
    const [first, second] = WAYS.filter((name) => settings.get(name)?.from === level);
    if (first === undefined) continue;
    if (second === undefined) return first;
    const [one, other] = [first, second].map((name) => calledAs(name, { text: '', from: level }));
    throw new Misuse(`Expected either ${one} or ${other}, got both. Leave one out.`);
  }
  return null;
}

function bucket(settings: Settings, name: 'sourceBucket' | 'thumbBucket'): string {
  const named = optional(settings, name, WAY_DETAIL_FLAGS[name]);
  if (named === null) throw new Misuse(`Expected --${FLAGS[name].name} beside --s3, got none. Name the bucket.`);
  return named;
}

function serverOf(settings: Settings): ServerChoice | null {
  const start = optional(settings, 'start', WAY_DETAIL_FLAGS.start);
  const ready = optional(settings, 'ready', WAY_DETAIL_FLAGS.ready);
  if (start === null) return null;
  return { start, ready, stopSignal: required(settings, 'stopSignal', WAY_DETAIL_FLAGS.stopSignal) };
}
