package org.tune4j.tuner.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Comma-separated values as RFC 4180 has them, but for lines that end with a line feed alone. */
final class Csv {
  private Csv() {}

  /** One line. */
  static String line(Collection<? extends @Nullable Object> values) {
    return values.stream().map(Csv::field).collect(Collectors.joining(",", "", "\n"));
  }

  static String field(@Nullable Object value) {
    String text = Objects.toString(value, "");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == ',' || c == '\n' || c == '\r') {
        return '"' + text.replace("\"", "\"\"") + '"';
      }
    }
    return text;
  }

  /** The names in a file's first line; empty when there is no file. */
  static List<String> header(Path file) throws IOException {
    List<String> names = new ArrayList<>();
    if (!Files.exists(file)) {
      return names;
    }
    try (BufferedReader in = Files.newBufferedReader(file)) {
      StringBuilder name = new StringBuilder();
      boolean quoted = false;
      boolean wasQuote = false;
      for (int c = in.read(); c >= 0 && (quoted || c != '\n'); c = in.read()) {
        if (c == '"') {
          if (!quoted && wasQuote) {
            name.append('"'); // the second of two within quotes
          }
          quoted = !quoted;
        } else if (c == ',' && !quoted) {
          names.add(name.toString());
          name.setLength(0);
        } else {
          name.append((char) c);
        }
        wasQuote = c == '"';
      }
      names.add(name.toString());
    }
    return names;
  }

  /**
   * Gives a file another header with more names at its end, and every line as many empty fields.
   */
  static void widen(Path file, List<String> header, int added) throws IOException {
    Path wider = file.resolveSibling(file.getFileName() + ".new");
    String fill = ",".repeat(added);
    try (BufferedReader in = Files.newBufferedReader(file);
        Writer out = Files.newBufferedWriter(wider, StandardCharsets.UTF_8)) {
      out.write(line(header));
      boolean quoted = false;
      boolean first = true;
      for (int c = in.read(); c >= 0; c = in.read()) {
        quoted ^= c == '"';
        boolean ends = c == '\n' && !quoted;
        if (!first) {
          out.write(ends ? fill : "");
          out.write(c);
        }
        first &= !ends;
      }
    }
    Files.move(wider, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
