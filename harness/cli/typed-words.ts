// From the words on a command line to raw texts by flag, and every slip of the finger to one clear line. Nothing is
// read or decided here; commander finds the flags, writes the help and suggests the right word for a wrong one.

import { Command, CommanderError, Option } from 'commander';
import { DOCTOR_EXAMPLES, EXAMPLES, FUZZ_EXAMPLES, REPLAY_EXAMPLES } from './examples.ts';
import { AGAIN_FLAG_NAMES, CHECK_FLAG_NAMES, DOCTOR_FLAG_NAMES, FUZZ_FLAG_NAMES } from './flag-names.ts';
import { FLAG_NAMES, FLAGS, type FlagName } from './flags.ts';
import { AGAIN_PURPOSES, type AgainPurpose } from './invocation.ts';

export type TypedWords =
  | { readonly kind: 'check' | 'doctor' | 'fuzz'; readonly texts: ReadonlyMap<FlagName, string> }
  | {
      readonly kind: 'replay';
      readonly purpose: AgainPurpose;
      readonly failure: string;
      readonly texts: ReadonlyMap<FlagName, string>;
    }
  | { readonly kind: 'merge'; readonly folders: readonly string[]; readonly json: string | null }
  | { readonly kind: 'shown'; readonly text: string }
  | { readonly kind: 'misused'; readonly says: string };

/** `argv` without node and script. The help is wrapped to `widthColumns`. */
export function typedWords(argv: readonly string[], version: string, widthColumns: number): TypedWords {
  let shown = '';
  let found: TypedWords | undefined;
  const program = new Command('thumbproof')
    .description(
      'Tells, with a stated confidence, whether every thumbnail shows its own photo and nothing of anybody else’s.',
    )
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        shown += text;
      },
      writeErr: () => undefined,
      getOutHelpWidth: () => widthColumns,
    })
    .addHelpText('after', EXAMPLES);
  const check = program
    .command('check')
    .description(
      'examine a thumbnailer under load; without a way to reach one of yours the built-in one, which is sharp',
    )
    .addHelpText('after', EXAMPLES)
    .action((options: unknown) => {
      found = { kind: 'check', texts: textsOf(options) };
    });
  const doctor = program
    .command('doctor')
    .description(
      'measure, without a load, how small a leak would be seen in what a thumbnailer makes, and check thumbproof itself',
    )
    .addHelpText('after', DOCTOR_EXAMPLES)
    .action((options: unknown) => {
      found = { kind: 'doctor', texts: textsOf(options) };
    });
  const fuzz = program
    .command('fuzz')
    .description(
      'run one gate after the other under new seeds, going on after failures, until a time, a count or Ctrl-C; begun again with the same --report-dir it goes on where it stopped',
    )
    .addHelpText('after', FUZZ_EXAMPLES)
    .action((options: unknown) => {
      found = { kind: 'fuzz', texts: textsOf(options) };
    });
  program
    .command('merge')
    .description('put the rounds of several fuzzes of one kind together, such as those of several machines')
    .argument('<dir...>', 'the --report-dir of each')
    .option('--json <FILE>', 'write the report there, as JSON')
    .action((folders: readonly string[], { json = null }: { readonly json?: string | null }) => {
      found = { kind: 'merge', folders, json };
    });
  for (const name of AGAIN_PURPOSES) {
    const command = program
      .command(name)
      .description(AGAIN_SAYS[name])
      .argument('<failure>', 'the id of a kept failure, or a file of one')
      .addHelpText('after', REPLAY_EXAMPLES)
      .action((failure: string, options: unknown) => {
        found = { kind: 'replay', purpose: name, failure, texts: textsOf(options) };
      });
    for (const flag of AGAIN_FLAG_NAMES[name]) command.addOption(optionOf(flag));
  }
  for (const name of CHECK_FLAG_NAMES) check.addOption(optionOf(name));
  for (const name of FUZZ_FLAG_NAMES) fuzz.addOption(optionOf(name));
  for (const name of DOCTOR_FLAG_NAMES) doctor.addOption(optionOf(name));
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'shown', text: shown };
    return {
      kind: 'misused',
      says:
        error.code === 'commander.help'
          ? NO_COMMAND
          : oneLine(error.message, COMMANDS.find((command) => command === argv[0]) ?? 'check'),
    };
  }
  return found ?? { kind: 'misused', says: NO_COMMAND };
}

const AGAIN_SAYS = {
  replay: 'try a kept failure again, on its own thumbnailer or on the one that the flags say',
  'verify-fix': 'try a kept failure as often as it takes to believe that it is fixed, or until it fails',
  shrink: 'look longer for the smallest plan of a kept failure that still fails, and keep that',
};
const COMMANDS = ['check', 'doctor', 'fuzz', 'merge', ...AGAIN_PURPOSES];
const NO_COMMAND = 'Expected a command, got none. Try: npx thumbproof check, or npx thumbproof --help.';

function optionOf(name: FlagName): Option {
  const { name: flag, takes, otherwise, says } = FLAGS[name];
  if (takes === null) return new Option(`--${flag}`, says);
  return new Option(`--${flag} <${takes}>`, otherwise === null ? says : `${says} (default: ${otherwise})`);
}

/** Commander names values by the flag in camel case, as the table does. */
function textsOf(options: unknown): ReadonlyMap<FlagName, string> {
  const typed = new Map<string, unknown>(
    typeof options === 'object' && options !== null ? Object.entries(options) : [],
  );
  return new Map(
    FLAG_NAMES.flatMap((name) => {
      const text = typed.get(name);
      if (text === true || isNegated(name, typed)) return [[name, '1'] as const];
      return typeof text === 'string' ? [[name, text] as const] : [];
    }),
  );
}

/** Commander gives `--no-shrink` as a `shrink` that is false. */
function isNegated(name: FlagName, typed: ReadonlyMap<string, unknown>): boolean {
  const [, positive] = /^no-(.+)$/.exec(FLAGS[name].name) ?? [];
  return positive !== undefined && typed.get(positive) === false;
}

/** `error: unknown option '--sede'\n(Did you mean --seed?)` on one line, with where to look. */
function oneLine(message: string, command: string): string {
  const text = message
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return `${/[.?)]$/.test(sentence) ? sentence : `${sentence}.`} See npx thumbproof ${command} --help.`;
}
