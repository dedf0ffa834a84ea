// A parser that knows the standard: what is no XML, or does not fit its schema, throws with what it says.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const JUNIT_SCHEMA = fileURLToPath(new URL('schemas/junit.xsd', import.meta.url));

/** What keeps a document from being valid JUnit XML; '' where nothing does. */
export function junitFaults(xmllint: string, xml: string): string {
  const { status, stderr } = spawnSync(xmllint, ['--noout', '--schema', JUNIT_SCHEMA, '-'], {
    input: xml,
    encoding: 'utf8',
  });
  return status === 0 ? '' : `exit code ${status}: ${stderr}`;
}

/** The string that an XPath comes to. Throws for what is no XML. */
export function stringAt(xmllint: string, xml: string, path: string): string {
  const { status, stdout, stderr } = spawnSync(xmllint, ['--xpath', `string(${path})`, '-'], {
    input: xml,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.replace(/\n$/, '');
}
