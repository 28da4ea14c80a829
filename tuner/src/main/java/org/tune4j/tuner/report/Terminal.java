package org.tune4j.tuner.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where standard output goes.
 *
 * @param interactive whether it is a terminal that understands escape codes
 * @param width characters per line
 * @param height lines
 */
public record Terminal(boolean interactive, int width, int height) {
  static final int WIDTH = 120;
  static final int HEIGHT = 40;

  /** Asks the environment and the terminal itself; a few milliseconds. */
  public static Terminal detect() {
    Map<String, String> env = System.getenv();
    String term = env.get("TERM");
    boolean able = term != null && !term.isEmpty() && !term.equals("dumb");
    return of(env, able ? sttySize() : null);
  }

  /** From the environment and the answer of {@code stty size}, {@code null} without a terminal. */
  static Terminal of(Map<String, String> env, @Nullable String sttySize) {
    String[] size = sttySize == null ? new String[0] : sttySize.strip().split(" ");
    int height = size.length == 2 ? number(size[0], HEIGHT) : HEIGHT;
    int width = size.length == 2 ? number(size[1], WIDTH) : WIDTH;
    return new Terminal(
        sttySize != null,
        number(env.getOrDefault("COLUMNS", ""), width),
        number(env.getOrDefault("LINES", ""), height));
  }

  private static int number(String text, int otherwise) {
    return text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : otherwise;
  }

  /** The child shares our standard output, so it can tell what that is; it answers on its error. */
  private static @Nullable String sttySize() {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", "[ -t 1 ] && { stty size <&1 >&2 || :; }")
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (InputStream answer = process.getErrorStream()) {
        String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        boolean ended = process.waitFor(2, TimeUnit.SECONDS);
        return ended && process.exitValue() == 0 ? text : null;
      }
    } catch (IOException e) { // no sh here
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
