package org.tune4j.tuner.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs one command line in this JVM. */
final class Cli {
  /** What came of it. */
  record Outcome(int code, String out, String err) {
    String all() {
      return "exit code " + code + "\n" + out + err;
    }
  }

  private Cli() {}

  static Outcome run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = TuneCommand.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Outcome(code, out.toString(), err.toString());
  }
}
