// Specs on real programs cannot run where those are not installed. There they are counted as skipped, under a name that
// says which program is missing; in CI, which installs them, a missing program is a failure.

import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { expect, it } from 'vitest';

/** `says` tells the program from a namesake: `convert` is also the name of other tools. */
type Program = {
  readonly commands: readonly [string, ...string[]];
  readonly asks: readonly string[];
  readonly says: RegExp;
  readonly apt: string;
  /** Where it does not tell its version itself: what does. */
  readonly versionFrom?: readonly [string, ...string[]];
};

const PROGRAMS = {
  vipsthumbnail: { commands: ['vipsthumbnail'], asks: ['--version'], says: /vips/i, apt: 'libvips-tools' },
  convert: { commands: ['/usr/bin/convert', 'convert'], asks: ['-version'], says: /ImageMagick/, apt: 'imagemagick' },
  mogrify: { commands: ['/usr/bin/mogrify', 'mogrify'], asks: ['-version'], says: /ImageMagick/, apt: 'imagemagick' },
  gm: { commands: ['gm'], asks: ['version'], says: /GraphicsMagick/, apt: 'graphicsmagick' },
  ffmpeg: { commands: ['ffmpeg'], asks: ['-version'], says: /^ffmpeg/, apt: 'ffmpeg' },
  'gdk-pixbuf-thumbnailer': {
    commands: ['gdk-pixbuf-thumbnailer'],
    asks: ['--help'],
    says: /gdk-pixbuf-thumbnailer/,
    apt: 'libgdk-pixbuf2.0-bin',
    versionFrom: ['dpkg-query', '-W', 'libgdk-pixbuf2.0-bin'],
  },
  chromium: { commands: ['/usr/bin/chromium', 'chromium'], asks: ['--version'], says: /Chrom/, apt: 'chromium' },
  java: { commands: ['java'], asks: ['-version'], says: /version "/, apt: 'default-jre-headless' },
  nginx: {
    commands: ['/usr/sbin/nginx'],
    asks: ['-V'],
    says: /http_image_filter_module=dynamic/,
    apt: 'nginx libnginx-mod-http-image-filter',
  },
  pillow: {
    commands: ['/usr/bin/python3', 'python3'],
    asks: ['-c', 'import PIL; print("Pillow", PIL.__version__)'],
    says: /^Pillow/,
    apt: 'python3-pil',
  },
  xmllint: { commands: ['xmllint'], asks: ['--version'], says: /libxml/, apt: 'libxml2-utils' },
} satisfies Readonly<Record<string, Program>>;

export type ProgramName = keyof typeof PROGRAMS;

/** The command that starts a program on this machine; null when it is not installed. */
export function programCommand(name: ProgramName): string | null {
  const { commands, asks, says } = PROGRAMS[name];
  return commands.find((command) => says.test(wordsOf(command, asks))) ?? null;
}

export function isProgramName(name: string): name is ProgramName {
  return name in PROGRAMS;
}

/** What people call it. */
export function programName(name: ProgramName): string {
  return basename(PROGRAMS[name].commands[0]);
}

/** What the program says of its version, in a few words; '' when it is not installed. */
export function programVersion(name: ProgramName): string {
  const command = programCommand(name);
  const { asks, versionFrom }: Program = PROGRAMS[name];
  const [asked, ...words] = versionFrom ?? [command, ...asks];
  return (
    /\b\d+(\.\d+)+(-\d+)?/.exec(
      command === null || asked === null || asked === undefined ? '' : wordsOf(asked, words),
    )?.[0] ?? ''
  );
}

function wordsOf(command: string, asks: readonly string[]): string {
  const { stdout, stderr } = spawnSync(command, asks, { encoding: 'utf8' });
  return `${stdout ?? ''}${stderr ?? ''}`;
}

/** Like `it`, for specs that need `program`; the spec is given the command that starts it. */
export function needsProgram(
  program: ProgramName,
): (name: string, spec: (command: string) => Promise<void> | void, timeoutMs?: number) => void {
  const command = programCommand(program);
  return (name, spec, timeoutMs) => {
    if (command !== null) {
      it(name, async () => await spec(command), timeoutMs);
      return;
    }
    const missing = `${program} is not installed (apt-get install ${PROGRAMS[program].apt})`;
    if (process.env['CI'] === 'true')
      it(name, () => expect.fail(`Expected every program under test in CI, but ${missing}.`));
    else it(`${name} [skipped: ${missing}]`, ({ skip }) => skip(missing));
  };
}
