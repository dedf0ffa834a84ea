import { describe, expect, it } from 'vitest';
import { renderText } from '../../harness/report/text.ts';
import { HOSTILE, hostileResult } from './hostile-result.ts';

describe('the text report of a hostile thumbnailer', () => {
  it('lets no name, reason or path speak to the terminal or to the CI runner', () => {
    const text = renderText(hostileResult(), { colour: false, widthColumns: 100, rerun: HOSTILE });
    // oxlint-disable-next-line no-control-regex -- the controls are the subject
    expect(text.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Cs}|::|##/gu)).toBeNull();
    expect(text.split('\n').filter((line) => line.trimStart().startsWith('::'))).toEqual([]);
  });
});
