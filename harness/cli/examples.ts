// The part of the help that most people read: lines that can be pasted.

const ALSO_AS_VARIABLES =
  'Every flag can also be set as an environment variable: --max-time as THUMBPROOF_MAX_TIME. A flag outranks it.';

const OF_A_VERDICT = `Exit codes: 0 upheld, 1 violated, 2 usage, 3 inconclusive, 4 the thumbnailer was unavailable, crashed or hung,
5 self-check failed, 70 a fault in thumbproof, 130 interrupted.`;

export const EXAMPLES = `
Examples:
  npx thumbproof check                                    the built-in sharp thumbnailer
  npx thumbproof check --adapter ./my-thumbnailer.ts      a module that exports a thumbnailer
  npx thumbproof check --command "vipsthumbnail {input} -s {width}x{height} -o {output}"
  npx thumbproof check --batch-command "mogrify -path {outdir} -thumbnail {width}x{height} {indir}/*.jpg" \\
                       --source-formats jpeg --formats jpeg
  npx thumbproof check --worker "python3 worker.py"       a long-lived process that speaks lines of JSON
  npx thumbproof check --url "http://127.0.0.1:{port}/s_{width}x{height}/{path}" \\
                       --start "npx ipx serve --dir {root} --port {port} --host 127.0.0.1"
  npx thumbproof check --post "http://127.0.0.1:8080/thumbnail?w={width}&h={height}"
  npx thumbproof check --adapter ./my-thumbnailer.ts --seed -1819918769
                                                          the same run again
  npx thumbproof check --photos ~/Pictures                the same, painted over real photographs
  npx thumbproof check --photos ~/Pictures --unmarked     with the photographs as they are
  npx thumbproof check --dry-run                          how much would be asked, and for how long
  npx thumbproof check --max-mixup-rate 0.0001 --confidence 0.999 --max-time 30m
  npx thumbproof doctor                                   how small a leak would be seen
  npx thumbproof fuzz --for 8h                            one gate after the other, for a night

${ALSO_AS_VARIABLES}

${OF_A_VERDICT}
`;

export const FUZZ_EXAMPLES = `
Examples:
  npx thumbproof fuzz --for 8h                            the built-in sharp thumbnailer, for a night
  npx thumbproof fuzz --adapter ./my-thumbnailer.ts --rounds 50 --report-dir reports/v2
                                                          fifty rounds; a folder is one campaign: give
                                                          each version of your thumbnailer its own
  npx thumbproof fuzz --adapter ./my-thumbnailer.ts --for 8h --report-dir reports/v2
                                                          goes on with it, its failures first
  npx thumbproof merge machine-1/reports/v2 machine-2/reports/v2 --json night.json
                                                          what several machines found together

${ALSO_AS_VARIABLES}

${OF_A_VERDICT}
`;

export const REPLAY_EXAMPLES = `
Examples:
  npx thumbproof replay 1ga73k4h                          the very plan, on the thumbnailer it was found in
  npx thumbproof replay 1ga73k4h --adapter ./mended.ts    on another one
  npx thumbproof replay ./failure.json --times 50         a failure that a colleague has sent
  npx thumbproof verify-fix 1ga73k4h --confidence 0.999   how sure it is that it will not come back
  npx thumbproof shrink 1ga73k4h --budget 10m             look longer for the smallest plan that still fails

${ALSO_AS_VARIABLES}

Exit codes: 0 not reproduced, or believed fixed; 1 it fails again, 2 usage, 3 undecided, 4 the thumbnailer was
unavailable, 70 a fault in thumbproof, 130 interrupted.
`;

export const DOCTOR_EXAMPLES = `
Examples:
  npx thumbproof doctor                                   the built-in sharp thumbnailer, and this machine
  npx thumbproof doctor --adapter ./my-thumbnailer.ts --sizes 32x32,128x128 --formats jpeg,avif
  npx thumbproof doctor --command "vipsthumbnail {input} -s {width}x{height} -o {output}" --fits inside
  npx thumbproof doctor --sizes 128x128 --formats jpeg --json doctor.json

${ALSO_AS_VARIABLES}

Exit codes: 0 every kind of thumbnail can be judged, 1 it is wrong even alone, 2 usage, 3 some kind cannot be read,
4 the thumbnailer was unavailable, crashed or hung, 5 self-check failed, 70 a fault in thumbproof, 130 interrupted.
`;
