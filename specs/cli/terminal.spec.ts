import { describe, expect, it } from 'vitest';
import { progressDisplay, type Ticker } from '../../harness/cli/terminal.ts';
import { recordingScreen } from './recording-screen.ts';

const LOAD = { phase: 'load', done: 10, of: 100, ratePerSecond: 20, boundSoFar: null, secondsLeft: 4.5, note: null };

/** Ticks when it is told to. */
function handTicker() {
  const ticks = new Set<() => void>();
  const ticker: Ticker = (_intervalMs, act) => {
    ticks.add(act);
    return () => ticks.delete(act);
  };
  return { ticker, tick: () => ticks.forEach((act) => act()), running: () => ticks.size };
}

describe('progress in a log', () => {
  it('is one plain line per phase and per interval, also when nothing moves', () => {
    const [screen, hand] = [recordingScreen(), handTicker()];
    const display = progressDisplay(screen, hand.ticker);
    hand.tick();
    display.show({ ...LOAD, phase: 'calibrate' });
    display.show(LOAD);
    display.show({ ...LOAD, done: 50 });
    hand.tick();
    hand.tick();
    display.stop();
    hand.tick();
    expect(screen.text().split('\n')).toEqual([
      'calibrate  10 of 100 (10 %), 20/s, 4.5 s left',
      'load  10 of 100 (10 %), 20/s, 4.5 s left',
      'load  50 of 100 (50 %), 20/s, 4.5 s left',
      'load  50 of 100 (50 %), 20/s, 4.5 s left',
      '',
    ]);
    expect(hand.running()).toBe(0);
  });

  it('cannot be commanded by what the thumbnailer calls itself', () => {
    const screen = recordingScreen();
    progressDisplay(screen, handTicker().ticker).show({ ...LOAD, note: '\u001b[2J::error::x' });
    expect(screen.text()).toContain(String.raw`\u{1b}[2J:\u{3a}error:\u{3a}x`);
  });
});

describe('progress on a terminal', () => {
  it('is a bar on one line that gives the cursor back', () => {
    const [screen, hand] = [recordingScreen(true, 80), handTicker()];
    const display = progressDisplay(screen, hand.ticker);
    display.show(LOAD);
    display.stop();
    display.stop();
    expect(screen.text()).toContain('█░░░░░░░░░░░░░░░ load  10 of 100 (10 %), 20/s, 4.5 s left');
    expect(screen.text().lastIndexOf('\u001b[?25h')).toBeGreaterThan(screen.text().lastIndexOf('\u001b[?25l'));
    expect(screen.text()).not.toContain('\n');
    expect(hand.running()).toBe(0);
  });

  it('never wraps', () => {
    const screen = recordingScreen(true, 40);
    const display = progressDisplay(screen, handTicker().ticker);
    display.show({ ...LOAD, note: '夏の写真'.repeat(20) });
    display.stop();
    expect(screen.text()).toContain('█░░░░░░░░░ load  10 of 100 (10 %), 20/…');
  });

  it('lets a note stand above the bar', () => {
    const screen = recordingScreen(true, 80);
    const display = progressDisplay(screen, handTicker().ticker);
    display.show(LOAD);
    display.note('interrupted');
    display.show({ ...LOAD, done: 20 });
    display.stop();
    expect(screen.text()).toMatch(/interrupted\n.*20 of 100/s);
  });
});
