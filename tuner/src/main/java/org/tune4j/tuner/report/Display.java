package org.tune4j.tuner.report;

import java.io.PrintStream;

/** Shows how sweeps go on while they run. Thread-safe. */
public interface Display extends AutoCloseable {

  /** Takes a newer view of one sweep in; may be called as often as one likes. */
  void update(SweepView view);

  /** Shows a line at once and keeps it in sight. */
  void say(String line);

  /** Shows the last views as they are, and nothing more from then on. */
  @Override
  void close();

  /** A table that is redrawn in place on a terminal, lines otherwise. */
  static Display on(PrintStream out, Terminal terminal) {
    return terminal.interactive()
        ? new LiveTable(out, terminal, System::nanoTime)
        : new PlainLines(out, System::nanoTime);
  }
}
