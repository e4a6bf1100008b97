/** What the driver of the benchmark calls in the page. */
export interface Probe {
  /** Draws the graph; the time until it is drawn counts from here. */
  begin(): void;
  /** Told by a graph that stands completely. */
  drawn(): void;
  /** Milliseconds from `begin` to the frame after the graph was drawn; `null` until then. */
  firstDrawn(): number | null;
  /** Starts noting the time between frames. */
  record(): void;
  /** The times between frames since `record`, in milliseconds. */
  frames(): readonly number[];
  /** Does something, and gives the milliseconds until the frame that shows it has been made. */
  timed(act: () => void): Promise<number>;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

export function makeProbe(draw: () => void): Probe {
  let begun = 0;
  let drawnAt: number | null = null;
  let isDrawn = false;
  let times: number[] = [];
  let isRecording = false;
  const afterFrame = () =>
    new Promise<void>((done) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done();
        port2.postMessage(null);
      });
    });
  const tick = (before: number) => (now: number) => {
    if (!isRecording) return;
    times.push(now - before);
    requestAnimationFrame(tick(now));
  };
  return {
    begin: () => {
      begun = performance.now();
      draw();
    },
    drawn: () => {
      if (isDrawn) return;
      isDrawn = true;
      void afterFrame().then(() => {
        drawnAt = performance.now() - begun;
      });
    },
    firstDrawn: () => drawnAt,
    record: () => {
      times = [];
      isRecording = true;
      requestAnimationFrame((now) => requestAnimationFrame(tick(now)));
    },
    frames: () => {
      isRecording = false;
      return times;
    },
    timed: async (act) => {
      const start = performance.now();
      act();
      // What an act changes may be drawn in the frame after React has rendered.
      await afterFrame();
      await afterFrame();
      return performance.now() - start;
    },
  };
}
