// Specs on real programs cannot run where those are not installed. There they are counted as skipped, under a name that
// says which program is missing; in CI, which installs them, a missing program is a failure.

import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** `says` tells the program from a namesake: `convert` is also the name of other tools. */
type Program = {
  readonly commands: readonly string[];
  readonly asks: string;
  readonly says: RegExp;
  readonly apt: string;
};

const PROGRAMS = {
  vipsthumbnail: { commands: ['vipsthumbnail'], asks: '--version', says: /vips/i, apt: 'libvips-tools' },
  convert: { commands: ['/usr/bin/convert', 'convert'], asks: '-version', says: /ImageMagick/, apt: 'imagemagick' },
} satisfies Readonly<Record<string, Program>>;

export type ProgramName = keyof typeof PROGRAMS;

/** The command that starts a program on this machine; null when it is not installed. */
export function programCommand(name: ProgramName): string | null {
  const { commands, asks, says } = PROGRAMS[name];
  return commands.find((command) => says.test(spawnSync(command, [asks], { encoding: 'utf8' }).stdout ?? '')) ?? null;
}

/** Like `it`, for specs that need `program`; the spec is given the command that starts it. */
export function needsProgram(
  program: ProgramName,
): (name: string, spec: (command: string) => Promise<void>, timeoutMs?: number) => void {
  const command = programCommand(program);
  return (name, spec, timeoutMs) => {
    if (command !== null) {
      it(name, () => spec(command), timeoutMs);
      return;
    }
    const missing = `${program} is not installed (apt-get install ${PROGRAMS[program].apt})`;
    if (process.env['CI'] === 'true')
      it(name, () => expect.fail(`Expected every program under test in CI, but ${missing}.`));
    else it(`${name} [skipped: ${missing}]`, ({ skip }) => skip(missing));
  };
}
