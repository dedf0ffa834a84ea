import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { interruption } from '../../harness/cli/interruption.ts';

describe('an interruption', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
    'by %s ends the run in order at first, and at once the second time',
    (name) => {
      const [source, exits] = [new EventEmitter(), new Array<number>()];
      const signal = interruption(source, (code) => exits.push(code));
      expect(signal.aborted).toBe(false);
      source.emit(name);
      expect([signal.aborted, exits]).toEqual([true, []]);
      source.emit(name);
      expect(exits).toEqual([130]);
    },
  );

  it('counts signals of different kinds together, as CI runners send them', () => {
    const [source, exits] = [new EventEmitter(), new Array<number>()];
    interruption(source, (code) => exits.push(code));
    source.emit('SIGINT');
    source.emit('SIGTERM');
    expect(exits).toEqual([130]);
  });
});
