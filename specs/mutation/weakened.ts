// What became of the weakened versions of a folder, as Stryker reports them: which were noticed, and which were not.

/** One weakened version. `line` is the source line that it changed, without its indentation; `mutator` is Stryker's name for the kind of change. */
export type Weakened = {
  readonly file: string;
  readonly line: string;
  readonly mutator: string;
  readonly replacement: string;
  readonly status: string;
};

/** A version that hangs is noticed: whoever runs the specs sees it. */
const NOTICED = new Set(['Killed', 'Timeout']);
const UNNOTICED = new Set(['Survived', 'NoCoverage']);

export function isNoticed({ status }: Weakened): boolean {
  return NOTICED.has(status);
}

export function isUnnoticed({ status }: Weakened): boolean {
  return UNNOTICED.has(status);
}

/** Noticed among all that were tried, 0 to 1; what is excluded or does not run at all counts for nothing. */
export function scoreOf(versions: readonly Weakened[]): number {
  const noticed = versions.filter(isNoticed).length;
  return noticed / (noticed + versions.filter(isUnnoticed).length);
}

/** The versions in a report of Stryker's, in its order. Throws a TypeError for what is no such report. */
export function versionsIn(report: unknown): readonly Weakened[] {
  if (!isReport(report)) throw new TypeError('Expected a report of Stryker with files and mutants: run it again.');
  return Object.entries(report.files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants.map(({ mutatorName, replacement = '', status, location }) => ({
      file,
      line: (lines[location.start.line - 1] ?? '').trim(),
      mutator: mutatorName,
      replacement,
      status,
    }));
  });
}

type Report = {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string;
        readonly mutants: readonly {
          readonly mutatorName: string;
          readonly replacement?: string;
          readonly status: string;
          readonly location: { readonly start: { readonly line: number } };
        }[];
      }
    >
  >;
};

function isReport(value: unknown): value is Report {
  return (
    typeof value === 'object' &&
    value !== null &&
    'files' in value &&
    typeof value.files === 'object' &&
    value.files !== null &&
    Object.values(value.files).every((file: unknown) => typeof file === 'object' && file !== null && 'mutants' in file)
  );
}
