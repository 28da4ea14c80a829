package org.tune4j.tuner.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where the {@code tune} launcher enters Java. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = TuneCommand.run(out, err, args);
    out.flush();
    err.flush();
    System.exit(code);
  }
}
