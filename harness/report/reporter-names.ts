// Which reports there are, and what each is called in the folder of a run: known to the flags, which must not load what
// renders them.

/** In the order in which they are written. */
export const REPORT_FILES = {
  json: 'result.json',
  text: 'report.txt',
  junit: 'junit.xml',
  sarif: 'results.sarif',
  summary: 'summary.md',
  html: 'report.html',
} as const;

export type ReporterName = keyof typeof REPORT_FILES;
export const REPORTERS: readonly ReporterName[] = ['text', 'json', 'junit', 'sarif', 'summary', 'html'];
