// What the exit code of a run tells a script (DESIGN §5). Listed in order of precedence: the first that applies wins.

export const EXIT_CODE = {
  usage: 2,
  violated: 1,
  unavailable: 4,
  selfCheckFailed: 5,
  fault: 70,
  interrupted: 130,
  inconclusive: 3,
  upheld: 0,
} as const;

export type ExitCode = (typeof EXIT_CODE)[keyof typeof EXIT_CODE];
