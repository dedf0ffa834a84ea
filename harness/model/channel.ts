// Thumbnailers answer by callback, consumers read by `for await`. A channel stands between: what is pushed waits in
// order until it is taken. It is unbounded; whoever feeds it looks at `waiting` and stops asking for more.

export type Channel<Value extends object> = {
  /** Ignored once ended. */
  readonly push: (value: Value) => void;
  /** No more will come; what waits is still delivered. */
  readonly end: () => void;
  /** Values pushed and not yet taken. */
  readonly waiting: () => number;
  /** For one reader. */
  readonly values: () => AsyncGenerator<Value, void, void>;
};

export function channel<Value extends object>(): Channel<Value> {
  // `outgoing` is reversed, so that the next value is popped: taking from the front would move all the others.
  let incoming: Value[] = [];
  let outgoing: Value[] = [];
  let ended = false;
  let wake = () => {};
  return {
    push(value) {
      if (ended) return;
      incoming.push(value);
      wake();
    },
    end() {
      ended = true;
      wake();
    },
    waiting: () => incoming.length + outgoing.length,
    async *values() {
      for (;;) {
        const value = outgoing.pop();
        if (value !== undefined) {
          yield value;
        } else if (incoming.length > 0) {
          [outgoing, incoming] = [incoming.reverse(), outgoing];
        } else if (ended) {
          return;
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}
