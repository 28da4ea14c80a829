package org.tune4j.runner;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import java.util.stream.Stream;
import org.tune4j.yaml.InvalidInputException;

/** Says in one line what went wrong in a trainable, and the trace below it. */
final class FailureText {
  /** The most characters of a trace that are kept. */
  static final int MAX_TRACE = 4000;

  private static final int MAX_LINE = 1000;
  private static final Set<String> OWN_FRAMES =
      Stream.of(
              TrialSession.class,
              CallGuard.class,
              FunctionTrainable.class,
              ForkedProgram.class,
              HostedPart.class)
          .map(Class::getName)
          .collect(java.util.stream.Collectors.toSet());

  private FailureText() {}

  /**
   * {@code step: java.lang.IllegalStateException: boom, at com.acme.Net.train(Net.java:12)}, then
   * the trace, cut at {@value #MAX_TRACE} characters. What is wrong with the user's input is said
   * in its own words only.
   */
  static String of(String call, Throwable thrown) {
    try {
      if (thrown instanceof ProcessFailedException || thrown instanceof PartFailedException) {
        return String.valueOf(thrown.getMessage());
      }
      if (thrown instanceof InvalidInputException) {
        return call + ": " + cut(String.valueOf(thrown.getMessage()), MAX_LINE);
      }
      return line(call, thrown) + "\n" + trace(thrown);
    } catch (Throwable worse) { // a getMessage that throws, no memory, no stack
      return call + ": " + thrown.getClass().getName();
    }
  }

  private static String line(String call, Throwable thrown) {
    Throwable root = root(thrown);
    String line = call + ": " + cut(thrown.toString(), MAX_LINE);
    if (root != thrown) {
      line += ", caused by " + cut(root.toString(), MAX_LINE);
    }
    StackTraceElement frame = userFrame(root);
    return frame == null ? line : line + ", at " + place(frame);
  }

  private static String place(StackTraceElement frame) {
    String file = frame.getFileName() == null ? "unknown file" : frame.getFileName();
    return "%s.%s(%s:%d)"
        .formatted(frame.getClassName(), frame.getMethodName(), file, frame.getLineNumber());
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    for (int depth = 0; depth < 20 && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    return root;
  }

  private static @org.jspecify.annotations.Nullable StackTraceElement userFrame(Throwable thrown) {
    return Stream.of(thrown.getStackTrace())
        .filter(f -> !isLibrary(f.getClassName()))
        .findFirst()
        .orElse(null);
  }

  private static boolean isLibrary(String className) {
    String outer = className.replaceFirst("\\$.*", "");
    return OWN_FRAMES.contains(outer)
        || Stream.of("java.", "javax.", "jdk.", "sun.", "com.sun.").anyMatch(outer::startsWith);
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return cut(text.toString().stripTrailing().replace("\t", "  "), MAX_TRACE);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "…";
  }
}
