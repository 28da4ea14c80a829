package org.tune4j.yaml;

import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML into a tree that knows where each value stands.
 *
 * <p>Texts without quotes mean what they mean in YAML 1.1, except that {@code 1e-4} is a number and
 * {@code 1:30} a text. Anchors, aliases and {@code <<} work. What is broken becomes a problem,
 * never an exception, and no text takes long: its length, its depth and what aliases add are
 * bounded.
 */
public final class YamlReader {
  static final int MAX_LENGTH = 1_000_000;

  private YamlReader() {}

  /**
   * Reads one document that is a map at its top.
   *
   * @param text the whole file
   * @param file its name, for messages
   * @param problems takes what is wrong
   * @return the map; empty when the text cannot be read, and then there is at least one problem
   */
  public static Node.Mapping read(String text, String file, Problems problems) {
    Node.Mapping nothing = new Node.Mapping(new Place(file, 1, 1), java.util.Map.of());
    if (text.length() > MAX_LENGTH) {
      problems.add(
          nothing.place(),
          "yaml: the file is longer than %d characters (%d)".formatted(MAX_LENGTH, text.length()),
          null);
      return nothing;
    }
    int odd = firstUnprintable(text);
    if (odd >= 0) {
      problems.add(
          placeOf(text, odd, file),
          "yaml: a file holds no control characters (U+%04X)".formatted(text.codePointAt(odd)),
          "write it as an escape between double quotes");
      return nothing;
    }
    try {
      return new YamlComposer(text, file, problems).document();
    } catch (InvalidInputException e) {
      e.problems().forEach(problems::add);
      return nothing;
    }
  }

  private static int firstUnprintable(String text) {
    for (int i = text.startsWith("\uFEFF") ? 1 : 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (!StreamReader.isPrintable(c)) {
        return i;
      }
      i += Character.charCount(c);
    }
    return -1;
  }

  private static Place placeOf(String text, int index, String file) {
    String before = text.substring(0, index);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int lineStart = before.lastIndexOf('\n') + 1;
    return new Place(file, line, before.codePointCount(lineStart, index) + 1);
  }
}
