package org.tune4j.tuner.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.tune4j.tuner.control.LogPage;
import org.tune4j.tuner.control.LogPiece;

/** Prints output of trials as it is, and above it whose it is when there may be several. */
final class LogPrinter {
  private final PrintWriter out;
  private final String asked;
  private @Nullable String last;
  private boolean lineIsOpen;

  /**
   * A printer.
   *
   * @param asked the sweep or trial that was asked for
   */
  LogPrinter(PrintWriter out, String asked) {
    this.out = out;
    this.asked = asked;
  }

  void print(LogPage page) {
    for (LogPiece piece : page.pieces()) {
      if (!piece.trial().equals(last) && !piece.trial().equals(asked)) {
        out.print(
            (lineIsOpen ? "\n" : "")
                + (last == null ? "" : "\n")
                + "==> "
                + piece.trial()
                + " <==\n");
      }
      out.print(piece.text());
      lineIsOpen = !piece.text().endsWith("\n");
      last = piece.trial();
    }
    out.flush();
  }

  boolean hasPrinted() {
    return last != null;
  }
}
